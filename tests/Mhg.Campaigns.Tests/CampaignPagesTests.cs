using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;

namespace Mhg.Campaigns.Tests;

public sealed class CampaignPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_list_is_narrowed_by_its_address_and_counts_what_the_reader_may_see()
    {
        var all = await ListAsync(Site.Member, "");
        all.Listing.Pager.Total.ShouldBe(20);
        all.Listing.Sections.Single().Heading.ShouldBe("Proposed");
        var visitor = await ListAsync(Site.Visitor, "");
        visitor.Listing.Pager.Total.ShouldBeInRange(1, 19);

        var thailand = await ListAsync(Site.Member, "?country=4country0000000000000000th");
        thailand.Listing.IsFiltered.ShouldBeTrue();
        thailand.Listing.Pager.Total.ShouldBeInRange(1, 19);
        thailand.Listing.Sections.SelectMany(section => section.Items).ShouldAllBe(item => item.Facts.Contains("Thailand"));

        (await ListAsync(Site.Member, "?status=ended")).Listing.Sections.ShouldBeEmpty();
        (await ListAsync(Site.Member, "?status=nonsense&page=x")).Listing.IsFiltered.ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_from_a_workshop_narrows_by_a_filter_that_is_otherwise_not_offered()
    {
        (await ListAsync(Site.Member, "")).Listing.Filters.Select(filter => filter.Filter.Parameter).ShouldBe(["status", "focusArea", "country"]);
        var fromMekong = await ListAsync(Site.Member, "?workshop=4workshop00000000000mekong");
        fromMekong.Listing.Filters.Single(filter => filter.Filter.Parameter == "workshop").Chosen!.Text.ShouldStartWith("Mekong Migration Network");
        fromMekong.Listing.Pager.Total.ShouldBe(20);
    }

    [Fact]
    public async Task A_campaign_leads_to_its_workshop_and_its_lead_organisation()
    {
        var page = await site.PageAsync<CampaignPageData>(Site.Visitor, "campaigns/climate-change-training-for-members");
        page.Workshop.Single().DisplayText.ShouldStartWith("Mekong Migration Network");
        page.Lead.Single().DisplayText.ShouldBe("Mekong Migration Network");
        page.Campaign.Topics.Select(topic => topic.Name).ShouldBe(["Climate change", "Capacity building"]);
        page.Today.ShouldBe(new DateOnly(2026, 11, 22));
    }

    private Task<CampaignListModel> ListAsync(Actor actor, string query) => site.ListAsync<CampaignListModel>(actor, query, page => page.OnGetAsync(default));
}

public sealed class CampaignsAtHomeTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_home_page_shows_proposed_campaigns_until_one_is_active()
    {
        (await ShownAsync()).Title.ShouldBe("Proposed campaigns");
        await site.PublishAsync("Campaign", "Now running", """{"Campaign": {"Status": {"Text": "active"}}}""");
        var shown = await ShownAsync();
        shown.Title.ShouldBe("Active campaigns");
        shown.Items.Select(item => item.Title).ShouldBe(["Now running"]);
    }

    private Task<RelatedContent> ShownAsync() => site.In(Site.Visitor, async scope =>
        (await ((IEnumerable<HomeSection>)scope.GetService(typeof(IEnumerable<HomeSection>))!).Single().ModelAsync(default)).ShouldBeOfType<RelatedContent>());
}
