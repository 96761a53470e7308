using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;

namespace Mhg.Workshops.Tests;

public sealed class WorkshopPagesTests(Site site) : IClassFixture<Site>
{
    private const string Mekong = "workshops/mekong-migration-network-plenaries-and-emerging-issues";

    [Fact]
    public async Task A_visitor_reads_the_public_discussion_and_a_member_all_three_in_order()
    {
        (await site.PageAsync<WorkshopPageData>(Site.Visitor, Mekong)).Discussions.Select(Title).ShouldBe(["Plenary 3: migration and development, and portability"]);
        var seen = (await site.PageAsync<WorkshopPageData>(Site.Member, Mekong)).Discussions;
        seen.Select(Title).ShouldBe(["Plenary 3: migration and development, and portability", "Human security", "Emerging issues and next steps"]);
        seen[0].Kind.ShouldBe("Plenary");
        seen[0].Presentations.Select(given => $"{given.Title}: {given.Presenters.Single().DisplayText}").ShouldBe(["Migration and Development: Rex Varona", "Portability: Jackie Pollock"]);

        static string Title(ListedDiscussion listed) => listed.Discussion.Item.DisplayText;
    }

    [Fact]
    public async Task Every_emerging_issue_leads_a_member_to_its_campaign_and_a_visitor_to_none_that_is_closed()
    {
        var member = await site.PageAsync<WorkshopPageData>(Site.Member, Mekong);
        member.Issues.Count.ShouldBe(20);
        member.Issues.ShouldAllBe(issue => issue.Campaign != null);
        member.Campaigns.Total.ShouldBe(20);
        var visitor = await site.PageAsync<WorkshopPageData>(Site.Visitor, Mekong);
        visitor.Issues.Count.ShouldBe(20);
        visitor.Issues.Count(issue => issue.Campaign is not null).ShouldBe(visitor.Campaigns.Total);
        visitor.Campaigns.Total.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task A_follow_up_for_members_is_not_named_to_visitors()
    {
        (await site.PageAsync<WorkshopPageData>(Site.Member, "workshops/migration-health-and-globalisation")).FollowUp.ShouldNotBeEmpty();
        (await site.PageAsync<WorkshopPageData>(Site.Visitor, "workshops/migration-health-and-globalisation")).FollowUp.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_discussion_leads_to_the_ones_before_and_after_it_that_the_reader_may_see()
    {
        var member = await site.PageAsync<DiscussionPageData>(Site.Member, "discussions/human-security");
        member.Previous!.DisplayText.ShouldStartWith("Plenary 3");
        member.Next!.DisplayText.ShouldBe("Emerging issues and next steps");
        member.Workshop.ShouldNotBeNull();
        var visitor = await site.PageAsync<DiscussionPageData>(Site.Visitor, "discussions/plenary-3-migration-and-development-and-portability");
        (visitor.Previous, visitor.Next).ShouldBe((null, null));
        visitor.Speakers.Select(speaker => speaker.Title).ShouldContain("Rex Varona");
    }
}

public sealed class WorkshopCalendarTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Workshops_stand_by_what_is_now_and_next_past_and_without_a_date()
    {
        await PublishAsync("Long over", "2020-01-01", null);
        await PublishAsync("Under way", "2026-11-20", "2026-11-24");
        await PublishAsync("Ended yesterday", "2026-11-20", "2026-11-21");
        await PublishAsync("Today alone", "2026-11-22", null);
        await PublishAsync("Next year", "2027-02-01", "2027-02-03");

        var page = await ListAsync(Site.Member, "");
        page.Listing.Sections.Select(section => $"{section.Heading}: {string.Join(", ", section.Items.Select(item => item.Title))}").ShouldBe(
        [
            "Now and next: Under way, Today alone, Next year",
            "Past: Ended yesterday, Long over",
            $"Date not recorded: {string.Join(", ", page.Listing.Sections[^1].Items.Select(item => item.Title))}",
        ]);
        page.Listing.Sections[^1].Total.ShouldBe(3);

        var home = await site.In(Site.Member, async scope => await Section(scope).ModelAsync(default));
        home.ShouldBeOfType<WorkshopsAtHomeData>().Workshops.Select(workshop => workshop.Title).ShouldBe(["Under way", "Today alone", "Ended yesterday"]);

        // A long list runs on over its pages, from one section into the next.
        for (var i = 0; i < 20; i++)
            await PublishAsync($"Further past {i}", "2019-05-01", null);
        var second = await ListAsync(Site.Member, "?page=2");
        second.Listing.Pager.Total.ShouldBe(28);
        second.Listing.Sections.Select(section => (section.Heading, section.Items.Count)).ShouldBe([("Past", 5), ("Date not recorded", 3)]);
        (await ListAsync(Site.Member, "?page=99")).Listing.Pager.Page.ShouldBe(2);
    }

    private static HomeSection Section(IServiceProvider scope) => Assert.Single((IEnumerable<HomeSection>)scope.GetService(typeof(IEnumerable<HomeSection>))!);

    private Task<WorkshopListModel> ListAsync(Actor actor, string query) => site.ListAsync<WorkshopListModel>(actor, query, page => page.OnGetAsync(default));

    private Task<string> PublishAsync(string title, string start, string? end) => site.PublishAsync("Workshop", title, $$$"""
        {"Workshop": {"StartDate": {"Value": "{{{start}}}T00:00:00Z"}{{{(end is null ? "" : $", \"EndDate\": {{\"Value\": \"{end}T00:00:00Z\"}}")}}}}}
        """);
}
