using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.Data.Identity;
using Mhg.Review.Assigning;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

/// <summary>A calendar of a site of its own, whose clock is put forward.</summary>
public sealed class CalendarTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Drafts_stand_on_their_days_overdue_ones_on_top_and_those_without_a_day_below()
    {
        // Far from the end of a month, so that all of it is in one.
        site.Clock.Advance(new DateTime(Today.Year, Today.Month, 1).AddMonths(1).AddDays(9) - Today.ToDateTime(TimeOnly.MinValue));
        var today = Today;
        await AskedAsync("Due today", null, today);
        await AskedAsync("Due soon", "reviewer2", today.AddDays(4), ReviewPriority.High);
        await AskedAsync("Due next month", null, today.AddMonths(1));
        await AskedAsync("Due at no time", null, null);
        await AskedAsync("Long due", "reviewer", today.AddDays(1));
        site.Clock.Advance(TimeSpan.FromDays(2));
        var reviewer = await site.SignInAsync("reviewer2");

        var page = await reviewer.GetAsync("/review/calendar");
        page.Words.ShouldContain($"{today:MMMM yyyy}");
        var (overdue, month, undated) = (Section(page, "overdue"), Section(page, "month"), Section(page, "undated"));
        overdue.ShouldContain($"Overdue 2 Due today Document Was due {today:d MMMM yyyy} Long due Document Was due {today.AddDays(1):d MMMM yyyy} For Somchai Prasert");
        Day(page, today.AddDays(4)).ShouldContain("Due soon Document, high priority, for Nok Chai");
        Day(page, today).ShouldContain("Due today Document, overdue");
        Day(page, today.AddDays(2)).ShouldContain("Today");
        Regex.Count(page.Text, "aria-current=\"date\"").ShouldBe(1);
        month.ShouldNotContain("Due next month");
        month.ShouldNotContain("Due at no time");
        undated.ShouldContain("Without a day 1 Due at no time");

        var next = await reviewer.GetAsync($"/review/calendar?month={today.AddMonths(1):yyyy-MM}");
        Day(next, today.AddMonths(1)).ShouldContain("Due next month");
        next.Words.ShouldContain("This month");
        Section(next, "overdue").ShouldContain("Long due", customMessage: "what is overdue is seen in every month");

        var mine = await reviewer.GetAsync("/review/calendar?for=me");
        mine.Words.ShouldContain("Due soon");
        mine.Words.ShouldNotContain("Long due");
        mine.Words.ShouldNotContain("Due at no time");
        mine.Text.ShouldContain($"href=\"/review/calendar?month={today.AddMonths(1):yyyy-MM}&amp;for=me\"", customMessage: "the choice is kept from month to month");
    }

    [Theory]
    [InlineData("2026-11", "Mon Tue Wed Thu Fri Sat Sun Sunday 1 November Monday 2 November", 6)]
    [InlineData("2027-02", "Mon Tue Wed Thu Fri Sat Sun Monday 1 February Tuesday 2 February", 0)]
    [InlineData("2028-02", "Mon Tue Wed Thu Fri Sat Sun Tuesday 1 February", 1)]
    public async Task Weeks_begin_on_monday(string month, string beginning, int before)
    {
        var page = await (await site.SignInAsync("reviewer")).GetAsync($"/review/calendar?month={month}");
        var table = Regex.Match(page.Text, "<table class=\"calendar\">.*?</table>", RegexOptions.Singleline).Value;
        Words(Regex.Replace(table, "<caption.*?</caption>", "", RegexOptions.Singleline)).ShouldStartWith(beginning);
        Regex.Count(Regex.Match(table, "<tbody>.*?</tr>", RegexOptions.Singleline).Value, "<td></td>").ShouldBe(before);
        Regex.Count(table, "<td").ShouldBe(Regex.Count(table, "<tr>") * 7 - 7);
        Regex.Count(table, "<time").ShouldBe(DateTime.DaysInMonth(int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture), int.Parse(month[5..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    [InlineData("soon")]
    public async Task A_month_that_is_none_is_the_present_one(string month) =>
        (await (await site.SignInAsync("reviewer")).GetAsync($"/review/calendar?month={month}")).Text.ShouldContain("aria-current=\"date\"");

    [Fact]
    public async Task Nothing_is_said_of_drafts_that_wait_for_others()
    {
        await AskedAsync("For reviewers alone", null, Today.AddYears(1));
        (await (await site.SignInAsync("editor")).GetAsync("/review/calendar")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        await site.AsAsync("", async services =>
        {
            var roles = services.GetRequiredService<RoleManager<MhgRole>>();
            (await roles.CreateAsync(new MhgRole { Name = "Onlooker", Permissions = ["ReviewContent", "PreviewContent"] })).Succeeded.ShouldBeTrue();
            var users = services.GetRequiredService<UserManager<MhgUser>>();
            var user = new MhgUser { UserName = "onlooker", Email = "onlooker@example.org" };
            (await users.CreateAsync(user, Web.Setup.SiteSetup.DemonstrationPassword)).Succeeded.ShouldBeTrue();
            return (await users.AddToRoleAsync(user, "Onlooker")).Succeeded;
        });
        (await (await site.SignInAsync("onlooker")).GetAsync("/review/calendar")).Words.ShouldNotContain("For reviewers alone");
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(site.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kuala_Lumpur")).DateTime);

    private static string Section(Answer page, string id) => Words(Regex.Match(page.Text, $"<section class=\"section\" aria-labelledby=\"{id}\">.*?</section>", RegexOptions.Singleline).Value);

    private static string Day(Answer page, DateOnly day) => Words(Regex.Match(page.Text, $"<td[^>]*>\\s*<p[^>]*><time datetime=\"{day:yyyy-MM-dd}\".*?</td>", RegexOptions.Singleline).Value);

    private static string Words(string html) => new Answer(default, html, null).Words.Trim();

    private async Task AskedAsync(string title, string? person, DateOnly? due, ReviewPriority priority = ReviewPriority.Normal)
    {
        var item = await site.WriteAsync("editor", title);
        await site.AsAsync("editor", async services =>
        {
            await services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, "Submit for review", item.ContentItemVersionId);
            var id = person is null ? null : (await services.GetRequiredService<UserManager<MhgUser>>().FindByNameAsync(person))!.Id;
            await services.GetRequiredService<Assignments>().AskAsync(item, id, due, priority, default);
            return true;
        });
    }
}
