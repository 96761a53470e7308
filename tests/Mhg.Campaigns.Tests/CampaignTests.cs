using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Campaigns.Tests;

public sealed class CampaignTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static Campaign Read(string parts) => new(ContentItem.FromJson(JsonNode.Parse($$"""{"ContentItemId": "c", "ContentType": "Campaign", {{parts}}}""")!.AsObject()));

    [Theory]
    [InlineData("2026-11-21", false, true)]
    [InlineData("2026-11-22", false, false)]
    [InlineData("2026-11-21", true, false)]
    [InlineData(null, false, false)]
    public void An_action_is_overdue_the_day_after_it_was_due(string? due, bool done, bool overdue) =>
        new CampaignAction("Write", null, due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), done).IsOverdue(Today).ShouldBe(overdue);

    [Fact]
    public void Key_dates_stand_in_the_order_of_days_and_the_next_one_is_known()
    {
        var campaign = Read("""
            "KeyDates": {"ContentItems": [
              {"ContentType": "KeyDate", "KeyDate": {"Text": {"Text": "One day"}}},
              {"ContentType": "KeyDate", "KeyDate": {"Text": {"Text": "Hearing"}, "Date": {"Value": "2026-12-10T00:00:00Z"}}},
              {"ContentType": "KeyDate", "KeyDate": {"Text": {"Text": "Petition"}, "Date": {"Value": "2026-10-01T00:00:00Z"}}}]}
            """);
        campaign.KeyDates.Select(date => date.Text).ShouldBe(["Petition", "Hearing", "One day"]);
        new CampaignPageData(campaign, [], [], [], [], Today).NextKeyDate.ShouldBe(1);
        new CampaignPageData(campaign, [], [], [], [], Today.AddYears(1)).NextKeyDate.ShouldBeNull();
    }

    [Fact]
    public void A_list_tells_how_many_actions_are_done()
    {
        var campaign = Read("""
            "Campaign": {"Status": {"Text": "active"}, "LeadOrganisation": {"ContentItemIds": ["mmn", "hidden"]}},
            "Actions": {"ContentItems": [
              {"ContentType": "CampaignAction", "CampaignAction": {"Text": {"Text": "Write"}, "Done": {"Value": true}}},
              {"ContentType": "CampaignAction", "CampaignAction": {"Text": {"Text": "Send"}}}]}
            """);
        var summary = new CampaignSummarizer().Summarize(campaign.Item, new ContentSummary("C", "~/c"), new Dictionary<string, string> { ["mmn"] = "Mekong Migration Network" });
        summary.Status.ShouldBe("active");
        summary.Facts.ShouldBe(["Mekong Migration Network", "1 of 2 actions done"]);
    }

    [Fact]
    public void The_list_begins_with_what_is_active_and_ends_with_what_has_no_status()
    {
        FieldChoice[] statuses = [new("proposed", "Proposed", false), new("active", "Active", false), new("ended", "Ended", false)];
        var sections = CampaignListModel.SectionsOf(statuses);
        sections.Select(section => section.Heading).ShouldBe(["Active", "Proposed", "Ended", "Other"]);
        sections.Select(section => section.IsRest).ShouldBe([false, false, false, true]);
    }
}
