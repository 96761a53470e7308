using Mhg.Fixtures;
using Microsoft.Playwright;

namespace MhgTheme.Tests;

[Collection(nameof(Gallery))]
public sealed class LookTests(Gallery gallery)
{
    public static TheoryData<string> Pages => ["/", "/Search", "/Item", "/Desk", "/Edit", "/Review", "/SignIn?as=visitor"];

    [Theory, MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_in_light_and_dark_on_wide_and_narrow_windows(string path)
    {
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 320), (ColorScheme.Dark, 320) })
        {
            var page = await gallery.OpenAsync(path, scheme, width);
            var found = await AxeFindings.OfAsync(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
            found.Passed.ShouldBeGreaterThan(10);
            found.Violations.ShouldBeEmpty($"{path} {scheme} {width}");
            await page.Context.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_breaks_the_content_security_policy(string path)
    {
        var complaints = new List<string>();
        var page = await gallery.OpenAsync("about:blank");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add(request.Url);

        await page.GotoAsync(gallery.Address + path, new() { WaitUntil = WaitUntilState.NetworkIdle });

        complaints.ShouldBeEmpty();
        await page.Context.DisposeAsync();
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_page_scrolls_sideways_at_320_pixels_in_either_direction_of_writing(string path)
    {
        foreach (var language in new[] { "en", "ar" })
        {
            var page = await gallery.OpenAsync($"{path}{(path.Contains('?') ? '&' : '?')}lang={language}", width: 320);
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            overflow.ShouldBe(0, language);
            await page.Context.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_page_in_Arabic_is_written_from_right_to_left()
    {
        var page = await gallery.OpenAsync("/Item?lang=ar");

        (await page.GetAttributeAsync("html", "dir")).ShouldBe("rtl");
        var brand = await page.Locator(".site-brand").BoundingBoxAsync();
        brand!.X.ShouldBeGreaterThan(640);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Every_icon_of_a_page_is_drawn()
    {
        var page = await gallery.OpenAsync("/Desk");

        var undrawn = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('main svg.icon')]
                .filter(icon => icon.checkVisibility() && icon.getBBox().width === 0)
                .map(icon => icon.innerHTML)
            """);
        undrawn.ShouldBeEmpty();
        await page.Context.DisposeAsync();
    }
}
