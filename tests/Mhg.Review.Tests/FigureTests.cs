using System.Net;
using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Review.Figures;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

/// <summary>Figures of a site of its own: other tests' decisions would count.</summary>
public sealed class FigureTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Times_are_told_by_stage_type_and_month_and_decisions_by_action()
    {
        // The site counts its days eight hours ahead of UTC: the last of these is in March already.
        await DecidedAsync("Check", "Approve", "Document", "2020-01-10 09:00", hours: 1);
        await DecidedAsync("Check", "Approve", "Document", "2020-01-11 09:00", hours: 3);
        await DecidedAsync("Check", "Reject", "Workshop", "2020-01-12 09:00", hours: 100);
        await DecidedAsync("Decide", "Approve", "Workshop", "2020-02-12 09:00", hours: 72);
        await DecidedAsync("Decide", "Approve", "Document", "2020-02-29 17:00", hours: 24);
        await DecidedAsync(null, "Approve", "Document", "2020-02-01 09:00", hours: 5);
        await DecidedAsync("Decide", "Approve", "Document", "2020-03-31 17:00", hours: 999);

        var page = await (await site.SignInAsync("editor")).GetAsync("/review/figures?from=2020-01-01&until=2020-03-31");
        page.Words.ShouldContain("6 decisions from 1 January 2020 until 31 March 2020");
        page.Words.ShouldContain("Stage Decisions Median time Check 3 3 hours Decide 2 2 days", customMessage: "the median of two is between them");
        page.Words.ShouldContain("Document Check 2 2 hours");
        page.Words.ShouldContain("Document Decide 1 24 hours");
        page.Words.ShouldContain("Workshop Check 1 4.2 days");
        page.Words.ShouldContain("January 2020 3 hours (3) none February 2020 none 3 days (1) March 2020 none 24 hours (1)");
        page.Words.ShouldContain("Action Decisions Approve 5 Reject 1");

        var csv = (await (await site.SignInAsync("editor")).GetAsync("/review/figures.csv?from=2020-01-01&until=2020-03-31")).Text.TrimStart('\uFEFF').Split("\r\n");
        csv[0].ShouldBe("Figure,Stage,Type,Month,Action,Count,MedianHours");
        csv.ShouldContain("Time in stage,Check,,,,3,3");
        csv.ShouldContain("Time in stage by type,Check,Workshop,,,1,100");
        csv.ShouldContain("Time in stage by month,Decide,,2020-03,,1,24");
        csv.ShouldContain("Decisions,,,,Approve,5,");
    }

    [Fact]
    public async Task What_people_decide_on_the_pages_is_counted_with_the_time_that_it_waited()
    {
        var item = await site.WriteAsync("editor", "Measured");
        await TakeAsync("editor", item, "Submit for review");
        (await (await site.SignInAsync("reviewer")).GetAsync("/review/figures")).Words.ShouldContain("Stage Type Drafts Decide Document 1 All 1");
        site.Clock.Advance(TimeSpan.FromDays(3));
        await TakeAsync("reviewer", item, "Approve");

        var page = await (await site.SignInAsync("reviewer")).GetAsync("/review/figures");
        page.Words.ShouldContain("Nothing waits for a review.");
        page.Words.ShouldContain("Stage Decisions Median time Decide 1 3 days");
        page.Text.ShouldContain("aria-labelledby=\"times-chart-title times-chart-description\"");
        page.Words.ShouldContain("Greatest: Decide, 3 days.");
        page.Text.ShouldNotContain("Measured", customMessage: "figures name no draft");
    }

    [Theory]
    [InlineData("from=2020-02-30", "The first day is no day.")]
    [InlineData("until=soon", "The last day is no day.")]
    [InlineData("from=2020-02-02&until=2020-02-01", "The first day is after the last one, 1 February 2020.")]
    [InlineData("from=9999-12-31", "The first day is after the last one")]
    [InlineData("until=0001-01-01", "There are no figures from before 1 January 2000. These are the figures from")]
    public async Task A_period_that_is_none_is_said_and_kept_in_the_form(string query, string expected)
    {
        var editor = await site.SignInAsync("editor");
        var page = await editor.GetAsync($"/review/figures?{query}");
        page.Words.ShouldContain(expected);
        page.Text.ShouldContain($"value=\"{query.Split('=', '&')[1]}\"");
        (await editor.GetAsync($"/review/figures.csv?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("from=0001-01-01&until=0001-01-02")]
    [InlineData("from=0001-01-01&until=9999-12-31")]
    [InlineData("until=2001-01-01")]
    [InlineData("until=0001-01-01")]
    [InlineData("from=0001-01-02&until=0001-01-01")]
    public async Task Any_days_of_the_calendar_are_a_period(string query) =>
        (await (await site.SignInAsync("editor")).GetAsync($"/review/figures?{query}")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("2026-01-15", "2026-03-01", "2026-01 2026-02 2026-03")]
    [InlineData("2024-01-15", "2026-03-01", "2025-04 2025-05 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12 2026-01 2026-02 2026-03")]
    public void The_months_of_a_period_are_its_last_twelve(string first, string last, string expected) =>
        string.Join(' ', new FigurePeriod(Day(first), Day(last)).Months.Select(month => $"{month:yyyy-MM}")).ShouldBe(expected);

    [Theory]
    [InlineData(0, "less than a minute")]
    [InlineData(0.4, "less than a minute")]
    [InlineData(1, "1 minute")]
    [InlineData(119, "119 minutes")]
    [InlineData(150, "2.5 hours")]
    [InlineData(48 * 60, "2 days")]
    public void Times_are_said_in_the_unit_that_reads_best(double minutes, string expected) => Duration.Say(TimeSpan.FromMinutes(minutes)).ShouldBe(expected);

    [Fact]
    public void Times_of_less_than_a_minute_draw_no_full_bar()
    {
        var chart = new Chart("times", "Times", [new Bar("Decide", TimeSpan.FromSeconds(3).TotalHours, "less than a minute")]) { Least = Duration.Minute };
        chart.Share(chart.Bars[0]).ShouldBe(.05, tolerance: .001);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action) =>
        site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId));

    private Task<bool> DecidedAsync(string? stage, string action, string type, string utc, double hours) => site.AsAsync("", async services =>
    {
        var moment = DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
        var decision = new Decision("w", "t", "a", true, action == "Approve", false) { Title = stage, SinceUtc = stage is null ? null : moment.AddHours(-hours) };
        await services.GetRequiredService<IAuditLog>().AppendAsync(
            new AuditEvent(moment, null, "ana", action, "item", "version", type, null, JsonSerializer.SerializeToNode(decision, ContentJson.Options)!.AsObject()), default);
        return true;
    });
}
