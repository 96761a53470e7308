using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Mhg.EndToEnd;

/// <summary>Every page of the site as its reader sees it: axe finds nothing, nothing is cut off at 320 pixels, and nothing breaks the page's own policy.</summary>
[Collection(nameof(RunningSite))]
public sealed class AccessibilityTests(RunningSite site)
{
    private const string Visitor = "visitor";

    public static TheoryData<string, string[]> Pages => new()
    {
        {
            Visitor,
            [
                "/", "/focus-areas", "/people", "/organisations", "/workshops", "/campaigns", "/documents", "/search", "/search?q=migrants",
                "/search?q=%22open", "/sign-in", "/nothing-here", "/focus-areas/the-role-of-donors",
                "/workshops/migration-health-and-globalisation",
            ]
        },
        { "member", ["/", "/account", "/account/password", "/notices", "/search?q=health"] },
        { "editor", ["/desk", "/content", "/content/new/Document", "/content/new/Workshop", "/content/new/Campaign"] },
        { "reviewer", ["/review", "/notices"] },
        { "admin", ["/admin/users", "/admin/users/new", "/admin/roles", "/admin/roles/Editor", "/admin/features", "/admin/settings", "/admin/audit"] },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing(string person, string[] paths)
    {
        var problems = new List<string>();
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var page = await site.OpenAsync(person == Visitor ? null : person, theme: theme);
            page.Console += (_, message) =>
            {
                if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
                    problems.Add($"{page.Url}: {message.Text}");
            };
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                var found = await page.RunAxe();
                problems.AddRange(found.Violations.Select(violation =>
                    $"{path} ({theme}): {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            }
            await page.Context.CloseAsync();
        }
        problems.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_is_cut_off_at_320_pixels(string person, string[] paths)
    {
        var page = await site.OpenAsync(person == Visitor ? null : person, width: 320);
        var tooWide = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"))
                tooWide.Add(path);
        }
        await page.Context.CloseAsync();
        tooWide.ShouldBeEmpty();
    }
}
