using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Modularity.Shell;

namespace Mhg.Workshops.Tests;

public sealed class WorkshopTests
{
    private static ContentItem Item(string json) => ContentItem.FromJson(JsonNode.Parse(json)!.AsObject());

    [Fact]
    public void Figures_are_said_in_words_and_only_where_they_are_known()
    {
        var workshop = new Workshop(Item("""
            {"ContentItemId": "w", "ContentType": "Workshop", "Workshop": {
              "ParticipantCount": {"Value": 27}, "OrganisationCount": {"Value": 15}, "OrganisationCountIsApproximate": {"Value": true},
              "ExternalResourcePersonCount": {"Value": 1}, "InternalResourcePersonCount": {"Value": 0}}}
            """));
        workshop.Figures.ShouldBe([new("", 27, "participants"), new("about ", 15, "organisations"), new("", 1, "external resource person")]);
    }

    [Fact]
    public void Objectives_and_issues_keep_their_order_and_leave_out_what_is_empty()
    {
        var workshop = new Workshop(Item("""
            {"ContentItemId": "w", "ContentType": "Workshop",
             "Objectives": {"ContentItems": [
               {"ContentType": "Objective", "Objective": {"Text": {"Text": "First"}}},
               {"ContentType": "Objective", "Objective": {"Text": {"Text": ""}}},
               {"ContentType": "Objective", "Objective": {"Text": {"Text": "Second"}}}]},
             "EmergingIssues": {"ContentItems": [
               {"ContentType": "EmergingIssue", "EmergingIssue": {"Issue": {"Text": "Dams"}, "Campaign": {"ContentItemIds": ["c"]}}},
               {"ContentType": "EmergingIssue", "EmergingIssue": {"Issue": {"Text": "Media"}}},
               {"ContentType": "EmergingIssue"}]}}
            """));
        workshop.Objectives.ShouldBe(["First", "Second"]);
        workshop.EmergingIssues.ShouldBe([new("Dams", "c"), new("Media", null)]);
    }

    [Fact]
    public void Everybody_who_presents_or_answers_speaks_in_a_discussion_once()
    {
        var discussion = new Discussion(Item("""
            {"ContentItemId": "d", "ContentType": "Discussion", "ContainedPart": {"ListContentItemId": "w", "Order": 1},
             "Discussion": {"Kind": {"Text": "plenary"}, "Presenters": {"ContentItemIds": ["varona"]}},
             "Presentations": {"ContentItems": [
               {"ContentType": "Presentation", "DisplayText": "Portability", "Presentation": {"Presenters": {"ContentItemIds": ["pollock"]}}}]},
             "DiscussionTopics": {"ContentItems": [
               {"ContentItemId": "t1", "ContentType": "DiscussionTopic", "DisplayText": "Flexicurity", "DiscussionTopic": {
                 "Question": {"Html": "<p>Why?</p>"}, "Answer": {"Html": "<p>So.</p>"}, "AnsweredBy": {"ContentItemIds": ["pollock", "robertson"]}}}]}}
            """));
        discussion.WorkshopId.ShouldBe("w");
        discussion.Speakers.ShouldBe(["varona", "pollock", "robertson"]);
        discussion.Presentations[0].Title.ShouldBe("Portability");
        discussion.Topics[0].Anchor.ShouldBe("topic-t1");
    }

    [Theory]
    [InlineData("""{"DateNote": {"Text": "November, as announced"}}""", null, "November, as announced|Kuala Lumpur")]
    [InlineData("""{"StartDate": {"Value": "2026-11-24T00:00:00Z"}, "DateNote": {"Text": "in autumn"}}""", "2026-11-24", "Kuala Lumpur")]
    public void A_list_tells_the_date_in_words_only_where_the_day_is_not_known(string fields, string? day, string facts)
    {
        var item = Item($$"""{"ContentItemId": "w", "ContentType": "Workshop", "Workshop": {{fields}}}""");
        item.Part("Workshop")!["Venue"] = new JsonObject { ["Text"] = "Kuala Lumpur" };
        var summary = new WorkshopSummarizer().Summarize(item, new ContentSummary("W", "~/w"), new Dictionary<string, string>());
        summary.Date.ShouldBe(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        string.Join('|', summary.Facts).ShouldBe(facts);
    }
}
