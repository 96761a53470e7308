using System.Text.RegularExpressions;
using Mhg.Fixtures;
using Microsoft.Playwright;

namespace Mhg.EndToEnd;

/// <summary>Every page of the site as its reader sees it: axe finds nothing, nothing is cut off, no icon is missing, and nothing breaks the page's own policy.</summary>
public abstract class EveryPageTests(RunningSite site, int width)
{
    internal const int Wide = 1280;
    internal const int Narrow = 320;

    private const string Visitor = "visitor";
    private const string Report = "4document00000000mhgreport";
    private const string Draft = "4document0000000000minutes";
    private const string Countries = "4countries0000000000000tax";

    /// <summary>An icon whose name is only known when the page is drawn leaves a gap when the theme lacks it, and no error.</summary>
    private const string WhatLeadsNowhere =
        """
        () => [...document.querySelectorAll('[href=""], [formaction=""], [src=""]')].map(element => element.outerHTML.slice(0, 100))
        """;

    private const string IconsThatAreMissing =
        """
        async () => {
            const icons = [...document.querySelectorAll('svg.icon use')].map(use => use.getAttribute('href'));
            const sprite = await (await fetch(icons[0])).text();
            return icons.filter(icon => !sprite.includes(`id="${icon.split('#')[1]}"`));
        }
        """;

    /// <summary>Colours change by transitions, and axe would measure one on its way. One that ends can begin those of what inherits its colour.</summary>
    private const string EndTransitions =
        """
        () => {
            for (let depth = 0; depth < 50; depth++) {
                const running = document.getAnimations().filter(one => one instanceof CSSTransition);
                if (running.length === 0)
                    return;
                running.forEach(one => one.finish());
            }
        }
        """;

    public static TheoryData<string, string[]> Pages => new()
    {
        {
            Visitor,
            [
                "/", "/focus-areas", "/people", "/organisations", "/workshops", "/campaigns", "/documents", "/search", "/search?q=migrants",
                "/search?q=%22open", "/sign-in", "/sign-out", "/forgotten-password", "/nothing-here", "/focus-areas/the-role-of-donors",
                "/workshops/migration-health-and-globalisation",
            ]
        },
        { "member", ["/", "/account", "/account/password", "/notices", "/search?q=health", "/desk"] },
        {
            "editor",
            [
                "/desk", "/desk?tab=returned", "/desk?tab=waiting", "/desk?tab=published", "/content", "/content/new/Document", "/content/new/Workshop",
                "/content/new/Campaign", "/content/new/ResourcePerson", $"/content/{Report}/edit", $"/content/{Report}/preview", $"/content/{Report}/history", $"/content/{Report}/history?kind=Version",
                $"/content/{Draft}/edit", $"/content/{Draft}/preview", $"/review/{Draft}",
            ]
        },
        { "reviewer", ["/review", "/review/calendar", "/review/figures", "/account/away", "/notices", $"/review/{Draft}", $"/review/{Report}"] },
        {
            "admin",
            [
                "/admin/users", "/admin/users/new", "/admin/roles", "/admin/roles/new", "/admin/roles/Editor", "/admin/roles/Editor/delete", "/admin/features",
                "/admin/workflows", "/admin/workflows/new", "/admin/workflows/import", "/admin/workflows/4review00000000000workflow?selected=decide",
                "/admin/workflows/4review00000000000workflow/delete", "/admin/workflow-instances", "/admin/workflow-instances?status=Faulted",
                "/admin/settings", "/admin/mail", "/admin/outbox", "/admin/audit", $"/content/{Countries}/edit",
            ]
        },
    };

    /// <summary>Pages that have no address of their own: what a person does to see them.</summary>
    public static TheoryData<string> Steps =>
        ["a change by two people", "an expired sign-in at the form", "an expired sign-in at a review", "what has to be mended", "two versions compared", "a form without its token"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_for_everybody(string person, string[] paths)
    {
        var problems = new List<string>();
        var page = await OpenAsync(person, problems);
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            problems.AddRange(await ProblemsOfAsync(page, width, path));
        }
        await page.Context.CloseAsync();
        problems.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_page_that_has_no_address_is_as_good_as_the_others(string step)
    {
        var problems = new List<string>();
        var page = await OpenAsync(step == "an expired sign-in at a review" ? "reviewer" : "editor", problems);
        await TakeAsync(step, page);
        problems.AddRange(await ProblemsOfAsync(page, width, step));
        await page.Context.CloseAsync();
        problems.ShouldBeEmpty();
    }

    /// <summary>
    /// What axe finds at a width in both themes, the icons that are missing, at which widths the page has to be moved sideways, and
    /// what sticks out there. The themes differ in colours alone, so the dark one is asked for its contrasts alone.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> ProblemsOfAsync(IPage page, int width, string name)
    {
        const string SticksOut = """
            () => document.documentElement.scrollWidth <= window.innerWidth ? null : [...document.body.querySelectorAll('*')]
                .filter(element => { const box = element.getBoundingClientRect(); return box.width > 0 && (box.right > window.innerWidth + 1 || box.left < -1); })
                .slice(0, 3).map(element => element.outerHTML.slice(0, 100)).join(' ')
            """;
        // A page behind another one draws nothing, and its transitions stay where they are.
        await page.BringToFrontAsync();
        await page.SetViewportSizeAsync(width, 900);
        var problems = await ViolationsAsync(page, name);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        problems.AddRange(await DarkProblemsOfAsync(page, $"{name} (dark)"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "light");
        problems.AddRange((await page.EvaluateAsync<string[]>(WhatLeadsNowhere)).Select(what => $"{name}: this leads nowhere: {what}"));
        problems.AddRange((await page.EvaluateAsync<string[]>(IconsThatAreMissing)).Select(icon => $"{name}: there is no icon {icon}"));
        foreach (var each in (int[])[Wide, Narrow])
        {
            await page.SetViewportSizeAsync(each, 900);
            if (await page.EvaluateAsync<string?>(SticksOut) is { } what)
                problems.Add($"{name}: wider than {each} pixels: {what}");
        }
        return problems;
    }

    /// <summary>What axe finds in the colours of the dark theme and goes on finding: while it looks, it moves the page, and links under the pointer change theirs.</summary>
    private static async Task<List<string>> DarkProblemsOfAsync(IPage page, string name)
    {
        const int most = 5;
        for (var looks = 1; ; looks++)
        {
            await page.BringToFrontAsync();
            await page.EvaluateAsync(EndTransitions);
            var found = await ViolationsAsync(page, name, "color-contrast");
            if (found.Count == 0 || looks == most)
                return found;
            await page.WaitForTimeoutAsync(500);
        }
    }

    private static async Task<List<string>> ViolationsAsync(IPage page, string name, params string[] rules) =>
        [.. (await AxeFindings.OfAsync(page, rules)).Violations.Select(violation => $"{name}: {violation}")];

    /// <summary>Does what leads to a page.</summary>
    private static async Task TakeAsync(string step, IPage page)
    {
        switch (step)
        {
            case "a change by two people":
                await NewDocumentAsync(page);
                var other = await page.Context.NewPageAsync();
                await other.GotoAsync(page.Url);
                await other.GetByLabel("Title").First.FillAsync("Their title");
                await SaveAsync(other);
                await page.GetByLabel("Title").First.FillAsync("My title");
                await SaveAsync(page);
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Changed by two people" })).ToBeVisibleAsync();
                break;
            case "an expired sign-in at the form":
                await NewDocumentAsync(page);
                await page.Context.ClearCookiesAsync();
                await SaveAsync(page);
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
                break;
            case "an expired sign-in at a review":
                await page.GotoAsync($"/review/{Draft}");
                await page.Context.ClearCookiesAsync();
                await page.GetByLabel("Comment", new() { Exact = true }).FillAsync("Written for an hour");
                await page.GetByRole(AriaRole.Button, new() { Name = "Comment only" }).ClickAsync();
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
                break;
            case "what has to be mended":
                await page.GotoAsync("/content/new/Document");
                await SaveAsync(page);
                await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
                break;
            case "two versions compared":
                await NewDocumentAsync(page);
                await page.GetByLabel("Title").First.FillAsync("A better title");
                await SaveAsync(page);
                await page.GotoAsync(page.Url.Replace("/edit", "/history", StringComparison.Ordinal));
                await page.GetByRole(AriaRole.Button, new() { Name = "Show what differs" }).ClickAsync();
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "against version 1" })).ToBeVisibleAsync();
                break;
            case "a form without its token":
                await page.GotoAsync("/account");
                await page.EvaluateAsync("document.querySelectorAll('main [name=__RequestVerificationToken]').forEach(token => token.remove())");
                await page.Locator("main form button").First.ClickAsync();
                await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The form could not be read" })).ToBeVisibleAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }
    }

    private static async Task NewDocumentAsync(IPage page)
    {
        await page.GotoAsync("/content/new/Document");
        await page.GetByLabel("Title").First.FillAsync("A title");
        await SaveAsync(page);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/edit$"));
    }

    private static Task SaveAsync(IPage page) => page.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();

    private async Task<IPage> OpenAsync(string person, List<string> problems)
    {
        var page = await site.OpenAsync(person == Visitor ? null : person);
        page.Console += (_, message) =>
        {
            // The browser says so of every page that is answered with a status of an error, as some here are meant to be.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal))
                problems.Add($"{page.Url}: {message.Text}");
        };
        return page;
    }
}

/// <summary>Every page from left to right.</summary>
[Collection(nameof(RunningSite))]
public sealed class AccessibilityTests(RunningSite site) : EveryPageTests(site, Wide)
{
    [Fact]
    public async Task The_page_that_sets_up_a_site_is_for_everybody_too()
    {
        var site = new NewSite();
        await site.InitializeAsync();
        try
        {
            var page = await site.OpenAsync(null);
            await page.GotoAsync("/");
            await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/setup");
            (await ProblemsOfAsync(page, Wide, "/setup")).ShouldBeEmpty();
        }
        finally
        {
            await site.DisposeAsync();
        }
    }
}

/// <summary>Every page from right to left, and narrow.</summary>
[Collection(nameof(RightToLeftSite))]
public sealed class RightToLeftTests(RightToLeftSite site) : EveryPageTests(site, Narrow)
{
    private readonly RightToLeftSite _site = site;

    [Fact]
    public async Task The_page_begins_at_the_right()
    {
        var page = await _site.OpenAsync(null);
        await page.GotoAsync("/documents");
        (await page.EvaluateAsync<string>("document.documentElement.dir")).ShouldBe("rtl");
        var heading = (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).BoundingBoxAsync())!;
        var brand = (await page.Locator(".site-brand").BoundingBoxAsync())!;
        (brand.X + (brand.Width / 2)).ShouldBeGreaterThan(640);
        (heading.X + heading.Width).ShouldBeGreaterThan(640);
        await page.Context.CloseAsync();
    }
}
