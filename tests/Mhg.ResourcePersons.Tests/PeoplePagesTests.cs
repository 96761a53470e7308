using Mhg.ContentManagement.Access;

namespace Mhg.ResourcePersons.Tests;

public sealed class PeoplePagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_person_page_gathers_presentations_and_the_workshops_they_were_given_at()
    {
        var visitor = await site.PageAsync<PersonPageData>(Site.Visitor, "people/rex-varona");
        visitor.Contributions.Single().Presentations.ShouldBe(["Migration and Development"]);
        visitor.Workshops.Single().Title.ShouldStartWith("Mekong Migration Network");
        visitor.Organisation!.DisplayText.ShouldBe("Asian Migrant Centre");
        visitor.ShowsContact.ShouldBeFalse();

        var member = await site.PageAsync<PersonPageData>(Site.Member, "people/rex-varona");
        member.Contributions.Count.ShouldBe(2);
        member.Workshops.Count.ShouldBe(1);
        member.ShowsContact.ShouldBeTrue();
    }

    [Fact]
    public async Task People_are_found_by_name_expertise_and_organisation()
    {
        (await ListAsync("")).ShouldBe(["Jackie Pollock", "Phil Robertson", "Rex Varona"]);
        (await ListAsync("?name=varo")).ShouldBe(["Rex Varona"]);
        (await ListAsync("?topic=4topic000000000portability")).ShouldBe(["Jackie Pollock"]);
        (await ListAsync("?organisation=4org0000000000000000000hrw")).ShouldBe(["Phil Robertson"]);
        (await ListAsync("?name=nobody+of+that+name")).ShouldBeEmpty();

        async Task<string[]> ListAsync(string query) =>
            [.. (await site.ListAsync<PeopleListModel>(Site.Visitor, query, page => page.OnGetAsync(default))).Listing.Sections.SelectMany(section => section.Items).Select(item => item.Title)];
    }

    [Fact]
    public async Task An_organisation_page_gathers_what_points_to_it_and_does_not_repeat_its_name()
    {
        var page = await site.PageAsync<OrganisationPageData>(Site.Member, "organisations/mekong-migration-network");
        var led = page.Related.Single(related => related.Title == "Campaigns that it leads");
        led.Total.ShouldBe(20);
        led.Items.Count.ShouldBe(5);
        led.MoreUrl.ShouldBe("~/campaigns?lead=4org0000000000000000000mmn");
        page.Related.SelectMany(related => related.Items).ShouldAllBe(item => !item.Facts.Contains("Mekong Migration Network"));
        page.Related.Single(related => related.Title == "Workshops that it hosts").Total.ShouldBe(1);

        var foundation = await site.PageAsync<OrganisationPageData>(Site.Visitor, "organisations/map-foundation");
        foundation.People.Items.Single().Title.ShouldBe("Jackie Pollock");
    }

    [Fact]
    public async Task Who_may_not_read_people_finds_none()
    {
        var page = await site.ListAsync<PeopleListModel>(Actor.Nobody, "", list => list.OnGetAsync(default));
        page.Listing.Pager.Total.ShouldBe(0);
    }
}
