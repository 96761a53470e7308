using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Mhg.EndToEnd.EveryPageTests;
using static Microsoft.Playwright.Assertions;

namespace Mhg.EndToEnd;

/// <summary>The designer of workflows in a browser, with scripts.</summary>
[Collection(nameof(RunningSite))]
public sealed class DesignerTests(RunningSite site)
{
    [Fact]
    public async Task A_small_review_is_built_by_keyboard_saved_and_run()
    {
        var admin = await site.OpenAsync("admin");
        await admin.GotoAsync("/admin/workflows");
        await admin.GetByRole(AriaRole.Link, new() { Name = "New workflow" }).PressAsync("Enter");
        await admin.GetByLabel("Name").PressSequentiallyAsync("Built by keyboard");
        await admin.GetByLabel("Name").PressAsync("Enter");

        await AddAsync(admin, "Content created", "content-created");
        await admin.GetByLabel("Document", new() { Exact = true }).PressAsync("Space");
        await AddAsync(admin, "User task", "user-task");
        await admin.GetByLabel("Actions (required)").PressSequentiallyAsync("Endorse");
        await admin.GetByRole(AriaRole.Group, new() { Name = "Who may take them" }).GetByLabel("Reviewer", new() { Exact = true }).PressAsync("Space");
        await AddAsync(admin, "Publish content", "publish-content");

        // Each outcome of what is changed is led on in a list.
        await LeadAsync(admin, "content-created", "Done", "User task");
        await LeadAsync(admin, "user-task", "Endorse", "Publish content");
        await Expect(admin.Locator(".graph-way")).ToHaveCountAsync(2);

        // The boxes are moved by the arrow keys, and back again.
        var box = admin.Locator("[data-activity=user-task] a");
        var before = await box.GetAttributeAsync("data-x");
        await box.PressAsync("ArrowRight");
        await Expect(box).Not.ToHaveAttributeAsync("data-x", before!);
        await Expect(box).ToBeFocusedAsync();
        await admin.Keyboard.PressAsync("Control+z");
        await Expect(box).ToHaveAttributeAsync("data-x", before!);
        await Expect(admin.GetByRole(AriaRole.Button, new() { Name = "Redo" })).ToBeEnabledAsync();

        await admin.GetByLabel("On: events start it").PressAsync("Space");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save the workflow" }).PressAsync("Enter");
        await Expect(admin.GetByText("Built by keyboard was saved.")).ToBeVisibleAsync();
        var workflow = admin.Url;

        try
        {
            var editor = await site.OpenAsync("editor");
            await editor.GotoAsync("/content/new/Document");
            await editor.GetByLabel("Title").First.FillAsync("To be endorsed");
            await editor.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
            await Expect(editor).ToHaveURLAsync(new Regex("/edit$"));
            var item = editor.Url.Split('/')[^2];

            var reviewer = await site.OpenAsync("reviewer");
            await reviewer.GotoAsync($"/review/{item}");
            await reviewer.GetByRole(AriaRole.Button, new() { Name = "Endorse" }).ClickAsync();
            await admin.GotoAsync($"/admin/workflow-instances?type={workflow.Split('/')[^1]}");
            await admin.Locator("tbody a").First.ClickAsync();
            await Expect(admin.Locator(".facts").GetByText("Finished")).ToBeVisibleAsync();
            await Expect(admin.Locator(".timeline li")).ToHaveCountAsync(3);
            (await ProblemsOfAsync(admin, Wide, "an instance")).ShouldBeEmpty();
        }
        finally
        {
            await admin.SetViewportSizeAsync(Wide, 900);
            await admin.GotoAsync(workflow + "/delete");
            await admin.GetByRole(AriaRole.Button, new() { Name = "Delete the workflow" }).ClickAsync();
        }
    }

    [Fact]
    public async Task Boxes_and_ways_are_drawn_with_the_pointer_and_undone()
    {
        var admin = await site.OpenAsync("admin");
        await NewAsync(admin, "Built by pointer");
        await AddAsync(admin, "Content deleted", "content-deleted");
        await AddAsync(admin, "Log", "log");
        await admin.Locator("#edit-content-deleted").ClickAsync();
        await Expect(admin.Locator("#settings")).ToBeFocusedAsync();

        await DragAsync(admin, admin.Locator(".graph-port"), admin.Locator("[data-activity=log] rect"));
        await Expect(admin.Locator(".graph-way")).ToHaveCountAsync(1);
        await Expect(admin.GetByText("Done leads to Log")).ToBeVisibleAsync();

        var log = admin.Locator("[data-activity=log] a");
        var (x, y) = (await log.GetAttributeAsync("data-x"), await log.GetAttributeAsync("data-y"));
        await DragAsync(admin, admin.Locator("[data-activity=log] rect"), admin.Locator("[data-activity=content-deleted] rect"), offset: 260);
        await Expect(log).Not.ToHaveAttributeAsync("data-x", x!);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(log).ToHaveAttributeAsync("data-x", x!);
        await Expect(log).ToHaveAttributeAsync("data-y", y!);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(admin.Locator(".graph-way")).ToHaveCountAsync(0);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Redo" }).ClickAsync();
        await Expect(admin.Locator(".graph-way")).ToHaveCountAsync(1);

        // A press on a box shows its settings.
        await admin.Locator("[data-activity=log] rect").ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Log", Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Nothing_is_lost_while_an_answer_is_on_its_way()
    {
        var admin = await site.OpenAsync("admin");
        await NewAsync(admin, "Slow");
        await AddAsync(admin, "Log", "log");
        await AddAsync(admin, "Content deleted", "content-deleted");
        await admin.RouteAsync("**/admin/workflows/*", async route =>
        {
            if (route.Request.Method == "POST")
                await Task.Delay(500);
            await route.ContinueAsync();
        });
        // The second press comes before the answer to the first, and so does what is written.
        await admin.GetByRole(AriaRole.Button, new() { Name = "Lay out" }).ClickAsync();
        await admin.GetByLabel("Title", new() { Exact = true }).FillAsync("Written meanwhile");
        await admin.Locator("[data-activity=log] a").PressAsync("ArrowRight");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save the workflow" }).DblClickAsync();
        await Expect(admin.GetByText("Slow was saved.")).ToBeVisibleAsync();
        await Expect(admin.GetByText("Somebody else saved")).ToHaveCountAsync(0);
        await Expect(admin.Locator(".steps").GetByText("Written meanwhile").First).ToBeVisibleAsync();
        var (log, deleted) = (await admin.Locator("[data-activity=log] a").GetAttributeAsync("data-x"), await admin.Locator("[data-activity=content-deleted] a").GetAttributeAsync("data-x"));
        (double.Parse(deleted!, System.Globalization.CultureInfo.InvariantCulture) - double.Parse(log!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(236);
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_sign_in_has_expired()
    {
        var admin = await site.OpenAsync("admin");
        await NewAsync(admin, "Signed out");
        await AddAsync(admin, "Log", "log");
        var cookies = await admin.Context.CookiesAsync();
        await admin.Context.ClearCookiesAsync();
        await admin.GetByLabel("Title", new() { Exact = true }).FillAsync("Write it down");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save the workflow" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Alert)).ToContainTextAsync("you are signed out");
        await Expect(admin.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Write it down");
        await admin.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save the workflow" }).ClickAsync();
        await Expect(admin.GetByText("Signed out was saved.")).ToBeVisibleAsync();
        await Expect(admin.Locator(".steps").GetByText("Write it down").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Leaving_asks_while_something_is_not_saved_and_saving_does_not()
    {
        var admin = await site.OpenAsync("admin");
        var asked = 0;
        admin.Dialog += (_, dialog) =>
        {
            asked++;
            _ = dialog.AcceptAsync();
        };
        await NewAsync(admin, "Left");
        await AddAsync(admin, "Log", "log");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save the workflow" }).ClickAsync();
        await Expect(admin.GetByText("Left was saved.")).ToBeVisibleAsync();
        asked.ShouldBe(0);
        await AddAsync(admin, "Log", "log-2");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Discard the changes" }).ClickAsync();
        await Expect(admin.Locator("#step-log-2")).ToHaveCountAsync(0);
        asked.ShouldBe(1);
    }

    [Theory]
    [InlineData(Wide)]
    [InlineData(Narrow)]
    public async Task The_designer_is_for_everybody_in_each_of_its_states(int width)
    {
        var admin = await site.OpenAsync("admin");
        await NewAsync(admin, "For everybody");
        (await ProblemsOfAsync(admin, width, "nothing yet")).ShouldBeEmpty();
        await AddAsync(admin, "User task", "user-task");
        (await ProblemsOfAsync(admin, width, "what has to be mended")).ShouldBeEmpty();
        await admin.SetViewportSizeAsync(Wide, 900);
        await AddAsync(admin, "Send", "http-request", "HttpRequestTask");
        (await ProblemsOfAsync(admin, width, "many settings")).ShouldBeEmpty();
        await admin.SetViewportSizeAsync(Wide, 900);
        await admin.GetByText("As JSON").ClickAsync();
        await admin.Locator("#Json").FillAsync("{");
        await admin.Locator("#take-over").ClickAsync();
        await Expect(admin.GetByText("This is no JSON").First).ToBeVisibleAsync();
        (await ProblemsOfAsync(admin, width, "no JSON")).ShouldBeEmpty();
    }

    private static async Task NewAsync(IPage page, string name)
    {
        await page.GotoAsync("/admin/workflows/new");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the workflow" }).ClickAsync();
        await Expect(page.GetByText("Nothing happens yet")).ToBeVisibleAsync();
    }

    private static async Task AddAsync(IPage page, string words, string id, string? kind = null)
    {
        if (kind is null)
            await page.GetByLabel("New activity").PressSequentiallyAsync(words);
        else
            await page.GetByLabel("New activity").SelectOptionAsync(kind);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).PressAsync("Enter");
        await Expect(page.Locator($"#step-{id}")).ToBeVisibleAsync();
        await Expect(page.Locator("#settings")).ToBeFocusedAsync();
    }

    private static async Task LeadAsync(IPage page, string id, string outcome, string to)
    {
        await page.Locator($"#edit-{id}").PressAsync("Enter");
        await Expect(page.Locator("[name=Selected]")).ToHaveValueAsync(id);
        await page.GetByLabel(outcome, new() { Exact = true }).PressSequentiallyAsync(to);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).Last.PressAsync("Enter");
        await Expect(page.GetByText($"{outcome} leads to {to}")).ToBeVisibleAsync();
    }

    private static async Task DragAsync(IPage page, ILocator from, ILocator to, float offset = 0)
    {
        await from.ScrollIntoViewIfNeededAsync();
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + start.Width / 2, start.Y + start.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + end.Width / 2 + offset, end.Y + end.Height / 2, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
