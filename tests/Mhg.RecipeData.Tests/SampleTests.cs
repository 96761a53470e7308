using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

/// <summary>The figures and facts of the two documents, counted in the sample content.</summary>
public sealed class SampleTests
{
    private static readonly JsonObject MhgWorkshop = Items.OfType("Workshop").Single(item => Items.Bag(item, "Objectives").Any());
    private static readonly JsonObject MekongWorkshop = Items.OfType("Workshop").Single(item => Items.Bag(item, "EmergingIssues").Any());

    [Fact]
    public void The_workshop_had_27_participants_of_about_15_organisations()
    {
        var workshop = MhgWorkshop["Workshop"]!;

        workshop.Number("ParticipantCount").ShouldBe(27);
        workshop.Number("OrganisationCount").ShouldBe(15);
        workshop["OrganisationCountIsApproximate"].Flag("Value").ShouldBeTrue();
    }

    [Fact]
    public void The_workshop_had_6_external_and_2_internal_resource_persons_none_of_them_named()
    {
        var workshop = MhgWorkshop["Workshop"]!;

        workshop.Number("ExternalResourcePersonCount").ShouldBe(6);
        workshop.Number("InternalResourcePersonCount").ShouldBe(2);
        Picked(workshop, "ResourcePersons").ShouldBeEmpty();
    }

    [Fact]
    public void The_workshop_had_4_objectives_and_led_to_4_focus_areas_and_a_follow_up()
    {
        var focusAreas = Items.OfType("FocusArea").ToList();

        Items.Bag(MhgWorkshop, "Objectives").Count().ShouldBe(4);
        focusAreas.Count.ShouldBe(4);
        focusAreas.Select(area => area["FocusArea"]!.Number("Order")).ShouldBe([1, 2, 3, 4]);
        Picked(MhgWorkshop["Workshop"]!, "FocusAreas").ShouldBe(focusAreas.Select(Items.Id));
        Items.ById[Picked(MhgWorkshop["Workshop"]!, "FollowUpWorkshop").Single()]["Workshop"]!["DateNote"]!.Text("Text").ShouldStartWith("November");
    }

    [Fact]
    public void Each_of_the_20_emerging_issues_is_a_proposed_campaign_of_its_own()
    {
        var campaigns = Items.OfType("Campaign").ToList();
        var issues = Items.Bag(MekongWorkshop, "EmergingIssues").ToList();

        campaigns.Count.ShouldBe(20);
        issues.Select(issue => Picked(issue["EmergingIssue"]!, "Campaign").Single()).ShouldBe(campaigns.Select(Items.Id));
        campaigns.ShouldAllBe(campaign => campaign["Campaign"]!["Status"]!.Text("Text") == "proposed");
        campaigns.ShouldAllBe(campaign => Picked(campaign["Campaign"]!, "Workshop").Single() == Items.Id(MekongWorkshop));
        campaigns.ShouldAllBe(campaign => campaign["Campaign"]!["Topics"]!["TermContentItemIds"].Texts().Any());
    }

    [Theory]
    [InlineData("Migration and Development", "Rex Varona", "Asian Migrant Centre")]
    [InlineData("Portability", "Jackie Pollock", "MAP Foundation")]
    [InlineData("Human Security", "Phil Robertson", "Human Rights Watch")]
    public void Who_presented_what_is_kept(string title, string presenter, string organisation)
    {
        var discussion = Items.OfType("Discussion").Single(item => Items.Bag(item, "Presentations").Any(p => p.Text("DisplayText") == title));
        var presentation = Items.Bag(discussion, "Presentations").Single(p => p.Text("DisplayText") == title);
        var person = Items.ById[Picked(presentation["Presentation"]!, "Presenters").Single()];

        person.Text("DisplayText").ShouldBe(presenter);
        Items.ById[Picked(person["ResourcePerson"]!, "Organisation").Single()].Text("DisplayText").ShouldBe(organisation);
        Picked(discussion["Discussion"]!, "Presenters").ShouldContain(Items.Id(person));
    }

    [Fact]
    public void The_discussions_belong_to_the_workshop_where_they_were_held()
    {
        var discussions = Items.OfType("Discussion").ToList();

        discussions.ShouldAllBe(item => item["ContainedPart"]!.Text("ListContentItemId") == Items.Id(MekongWorkshop));
        discussions.Select(item => Items.Bag(item, "DiscussionTopics").Count()).ShouldBe([3, 4, 1]);
        discussions.SelectMany(item => Picked(item["Discussion"]!, "Presenters")).Order()
            .ShouldBe(Picked(MekongWorkshop["Workshop"]!, "ResourcePersons").Order());
    }

    [Fact]
    public void There_is_something_to_review_and_something_for_members_only()
    {
        Items.OfType("Document").Count(item => !item.Flag("Published")).ShouldBe(3);
        Items.TopLevel.ShouldAllBe(item => item.Flag("Latest"));
        Items.TopLevel.Where(item => item.Flag("Published") && item["AudiencePart"] is not null)
            .ShouldContain(item => (item["AudiencePart"]!["Readers"]!["Values"]).Texts().SequenceEqual(new[] { "Members" }));
    }

    private static IEnumerable<string> Picked(JsonNode part, string field) => (part[field]?["ContentItemIds"]).Texts();
}
