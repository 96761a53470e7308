using System.Globalization;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Tests.Shell;

public sealed class LocalTimeTests
{
    private static readonly DateTime Moment = new(2026, 10, 30, 17, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_time_is_shown_in_the_readers_zone_which_is_named()
    {
        var output = await WriteAsync("Asia/Bangkok", Moment);

        output.Content.GetContent().ShouldBe("31 October 2026, 00:30 Indochina Time");
        output.Attributes["datetime"].Value.ShouldBe("2026-10-30T17:30:00Z");
    }

    [Fact]
    public async Task The_zone_is_named_as_it_is_called_on_that_day()
    {
        (await WriteAsync("Europe/London", Moment)).Content.GetContent().ShouldEndWith("17:30 Greenwich Mean Time");
        (await WriteAsync("Europe/London", Moment.AddMonths(-3))).Content.GetContent().ShouldEndWith("18:30 British Summer Time");
        (await WriteAsync("UTC", Moment)).Content.GetContent().ShouldEndWith("17:30 UTC");
    }

    [Fact]
    public async Task A_value_without_a_kind_is_UTC()
    {
        var output = await WriteAsync("Asia/Bangkok", DateTime.SpecifyKind(Moment, DateTimeKind.Unspecified), dateOnly: true);

        output.Content.GetContent().ShouldBe("31 October 2026");
        output.Attributes["title"].Value.ShouldBe("31 October 2026, 00:30 Indochina Time");
    }

    [Fact]
    public async Task No_value_writes_nothing()
    {
        var output = await WriteAsync("UTC", null);

        output.TagName.ShouldBeNull();
    }

    private static async Task<TagHelperOutput> WriteAsync(string zone, DateTime? value, bool dateOnly = false)
    {
        var tag = new LocalTimeTagHelper(new Shell(zone)) { Value = value, DateOnly = dateOnly };
        var output = new TagHelperOutput("local-time", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        await tag.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "id"), output);
        return output;
    }

    private sealed class Shell(string zone) : PageShellSource
    {
        protected override Task<PageShell> LoadAsync() => Task.FromResult(new PageShell
        {
            SiteName = "Test",
            Culture = CultureInfo.GetCultureInfo("en-GB"),
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        });
    }
}
