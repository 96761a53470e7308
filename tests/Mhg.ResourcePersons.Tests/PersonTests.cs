using System.Text.Json.Nodes;
using Mhg.ContentManagement;

namespace Mhg.ResourcePersons.Tests;

public sealed class PersonTests
{
    private static ContentItem Item(string json) => ContentItem.FromJson(JsonNode.Parse(json)!.AsObject());

    [Fact]
    public void A_contribution_names_the_persons_own_presentations_and_counts_the_answers()
    {
        var discussion = Item("""
            {"ContentItemId": "d", "ContentType": "Discussion", "ContainedPart": {"ListContentItemId": "w"},
             "Presentations": {"ContentItems": [
               {"ContentType": "Presentation", "DisplayText": "Portability", "Presentation": {"Presenters": {"ContentItemIds": ["pollock"]}}},
               {"ContentType": "Presentation", "DisplayText": "Development", "Presentation": {"Presenters": {"ContentItemIds": ["varona"]}}}]},
             "DiscussionTopics": {"ContentItems": [
               {"ContentType": "DiscussionTopic", "DiscussionTopic": {"AnsweredBy": {"ContentItemIds": ["varona", "pollock"]}}},
               {"ContentType": "DiscussionTopic", "DiscussionTopic": {"AnsweredBy": {"ContentItemIds": ["pollock"]}}}]}}
            """);
        var contribution = Contribution.Of("pollock", discussion);
        contribution.Presentations.ShouldBe(["Portability"]);
        contribution.Answers.ShouldBe(2);
        contribution.WorkshopId.ShouldBe("w");
    }

    [Fact]
    public void A_photo_is_addressed_in_the_media_folder()
    {
        new Person(Item("""{"ContentItemId": "p", "ContentType": "ResourcePerson", "ResourcePerson": {"Photo": {"Paths": ["people/rex varona.jpg"]}}}""")).Photo.ShouldBe("~/media/people/rex%20varona.jpg");
        new Person(Item("""{"ContentItemId": "p", "ContentType": "ResourcePerson"}""")).Photo.ShouldBeNull();
    }

    [Fact]
    public void A_web_site_that_would_run_a_script_is_no_link() =>
        new Organisation(Item("""{"ContentItemId": "o", "ContentType": "PartnerOrganisation", "PartnerOrganisation": {"WebSite": {"Url": "javascript:alert(1)", "Text": "Site"}}}"""))
            .WebSite.ShouldBeNull();

    [Fact]
    public void An_extract_ends_at_a_word()
    {
        OrganisationSummarizer.Extract("A network\n of organisations.").ShouldBe("A network of organisations.");
        var extract = OrganisationSummarizer.Extract(string.Join(' ', Enumerable.Repeat("migration,", 40)));
        extract.ShouldEndWith("migration…");
        extract.Length.ShouldBeLessThanOrEqualTo(201);
    }
}
