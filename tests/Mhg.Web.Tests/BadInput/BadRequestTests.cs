using System.Net;
using System.Text.RegularExpressions;
using Mhg.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Web.Tests.BadInput;

[Collection(nameof(DemonstrationSite))]
public sealed class BadRequestTests(SiteFixture fixture)
{
    [Fact]
    public async Task A_form_of_20_megabytes_ends_on_a_page_that_says_what_to_do()
    {
        using var visitor = fixture.Site.Visit();
        using var answer = await visitor.Http.PostAsync("/sign-in", new FormUrlEncodedContent([new("Input.UserName", new string('a', 20 * 1024 * 1024))]));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("That was too large");
    }

    [Fact]
    public async Task A_forged_form_is_refused_and_changes_nothing()
    {
        using var admin = await fixture.Site.SignInAsync("admin");
        var page = await admin.ReadAsync("/admin/settings");
        var token = Regex.Match(page, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        token.ShouldNotBeEmpty();
        using var visitor = fixture.Site.Visit();
        var foreign = Regex.Match(await visitor.ReadAsync("/sign-in"), "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        foreach (var forged in (string[])["", "nonsense", foreign, token[..^4] + "AAAA"])
        {
            using var answer = await admin.Http.PostAsync("/admin/settings", new FormUrlEncodedContent(
            [
                new("Input.SiteName", "Taken over"), new("Input.TimeZone", "Asia/Manila"), new("__RequestVerificationToken", forged),
            ]));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("The form could not be read");
        }
        (await admin.ReadAsync("/admin/settings")).ShouldNotContain("Taken over");
    }

    [Theory]
    [InlineData("TRACE", "/documents")]
    [InlineData("TRACE", "/workshops/migration-health-and-globalisation")]
    [InlineData("TRACE", "/content")]
    [InlineData("TRACE", "/search?q=health")]
    public async Task A_page_is_not_made_for_a_method_that_it_does_not_handle(string method, string path)
    {
        using var visitor = fixture.Site.Visit();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await visitor.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("done here");
    }

    [Fact]
    public async Task A_form_that_is_sent_to_a_page_without_one_is_refused()
    {
        using var visitor = fixture.Site.Visit();
        using var answer = await visitor.PostAsync("/documents", [("anything", "at all")], page: "/sign-in");
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/workshops/no-such-workshop")]
    [InlineData("/content/4zzzzzzzzzzzzzzzzzzzzzzzz/edit")]
    [InlineData("/admin/users/4zzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task What_is_not_there_has_a_page_that_leads_on(string path)
    {
        using var admin = await fixture.Site.SignInAsync("admin");
        using var answer = await admin.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("There is nothing here");
        page.ShouldContain("Go to the home page");
    }

    [Fact]
    public async Task A_fault_that_all_pages_of_a_reader_end_in_still_has_a_page()
    {
        await using var site = await RunningSite.StartAsync();
        using var member = await site.SignInAsync("member");
        // The bell of every page counts what is in this table.
        await ExecuteAsync("ALTER TABLE Notices RENAME TO Mislaid");
        using (var answer = await member.GetAsync("/"))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            var page = await answer.Content.ReadAsStringAsync();
            page.ShouldContain("Something went wrong");
            page.ShouldContain("name this number");
            page.ShouldNotContain("Mislaid");
        }
        await ExecuteAsync("ALTER TABLE Mislaid RENAME TO Notices");
        (await member.ReadAsync("/")).ShouldContain("Documents");

        Task<int> ExecuteAsync(string sql) => site.InAsync(services => services.GetRequiredService<MhgDbContext>().Database.ExecuteSqlRawAsync(sql));
    }
}
