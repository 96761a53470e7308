using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;
using Mhg.Modularity.ContentPages;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.FocusAreas.Tests;

public sealed class FocusAreaPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_focus_area_gathers_what_points_to_it_as_far_as_the_reader_may_see()
    {
        const string trade = "focus-areas/trade-rules-flexible-labour-and-workers-rights";
        var member = await site.PageAsync<FocusAreaPageData>(Site.Member, trade);
        member.Lead!.DisplayText.ShouldBe("CARAM Asia");
        member.Status.ShouldBe("Active");
        member.Related.Select(related => related.Title).ShouldBe(["Workshops", "Campaigns", "Documents"]);
        member.Related[0].Total.ShouldBe(2);
        member.Related[0].MoreUrl.ShouldBe("~/workshops?focusArea=4focus000000000000000trade");
        var visitor = await site.PageAsync<FocusAreaPageData>(Site.Visitor, trade);
        visitor.Related[0].Items.Select(workshop => workshop.Title).ShouldBe(["Migration, health and globalisation: a workshop to build capacity"]);
    }

    [Fact]
    public async Task The_taskforce_is_named_to_those_who_have_signed_in()
    {
        await site.In(Actor.Site, scope => scope.GetRequiredService<UserManager<MhgUser>>().CreateAsync(
            new MhgUser { Id = "4user0000000000000taskforce", UserName = "ana", Email = "ana@example.org", DisplayName = "Ana Reyes" }));
        await site.PublishAsync("FocusArea", "With a taskforce", """
            {"FocusArea": {"Summary": {"Text": "x"}, "TaskforceMembers": {"UserIds": ["4user0000000000000taskforce", "4user0000000000000000nobody"]}}}
            """);
        (await site.PageAsync<FocusAreaPageData>(Site.Member, "focus-areas/with-a-taskforce")).Taskforce.ShouldBe(["Ana Reyes"]);
        (await site.PageAsync<FocusAreaPageData>(Site.Visitor, "focus-areas/with-a-taskforce")).Taskforce.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_and_the_home_page_keep_the_networks_order()
    {
        var page = await site.ListAsync<FocusAreaListModel>(Site.Visitor, "", list => list.OnGetAsync(default));
        page.Listing.Sections.Single().Items.Select(area => area.Ordinal).Take(4).ShouldBe(["1", "2", "3", "4"]);
        var home = await site.In(Site.Visitor, async scope => await scope.GetServices<HomeSection>().Single().ModelAsync(default));
        home.ShouldBeOfType<RelatedContent>().Items.Select(area => area.Ordinal).Take(4).ShouldBe(["1", "2", "3", "4"]);
        (await site.In(Actor.Nobody, async scope => await scope.GetServices<HomeSection>().Single().ModelAsync(default))).ShouldBeNull();

        var donors = await site.ListAsync<FocusAreaListModel>(Site.Visitor, "?topic=4topic00000000000000donors", list => list.OnGetAsync(default));
        donors.Listing.Sections.SelectMany(section => section.Items).Select(area => area.Title).ShouldBe(["The role of donors"]);
    }
}
