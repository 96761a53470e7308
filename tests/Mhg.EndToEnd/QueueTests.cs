using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mhg.EndToEnd;

/// <summary>A reviewer reads small changes in the queue and decides them together.</summary>
[Collection(nameof(RunningSite))]
public sealed class QueueTests(RunningSite site)
{
    [Fact]
    public async Task Small_changes_are_read_chosen_and_decided_together()
    {
        var editor = await site.OpenAsync("admin");
        foreach (var title in (string[])["Clinics at the border", "Schools at the border"])
        {
            await editor.GotoAsync("/content/new/Document");
            await editor.GetByLabel("Title", new() { Exact = false }).First.FillAsync(title);
            await editor.Locator("select[name='Document.Kind.Text']").SelectOptionAsync("report");
            await editor.GetByLabel("Comment", new() { Exact = true }).FillAsync("So that there is something to change.");
            await PressAsync(editor, "Save and publish");
            await Expect(editor.Locator(".notice-success").First).ToBeVisibleAsync();
            await editor.GetByLabel("Title", new() { Exact = false }).First.FillAsync($"{title}, mended");
            await PressAsync(editor, "Save draft");
            await PressAsync(editor, "Save and submit for review");
            await Expect(editor.GetByText("waits for a review")).ToBeVisibleAsync();
        }
        await editor.Context.CloseAsync();

        var reviewer = await site.OpenAsync("reviewer");
        await reviewer.GotoAsync("/review?person=admin");
        await reviewer.GetByText("What changed in Clinics at the border").ClickAsync();
        await Expect(reviewer.Locator("ins").First).ToContainTextAsync("mended");
        (await EveryPageTests.ProblemsOfAsync(reviewer, 1280, "the queue")).ShouldBeEmpty();

        // By keyboard one, by the button all, and none.
        var boxes = reviewer.GetByRole(AriaRole.Checkbox);
        await boxes.First.FocusAsync();
        await reviewer.Keyboard.PressAsync("Space");
        await Expect(boxes.First).ToBeCheckedAsync();
        var all = reviewer.GetByRole(AriaRole.Button, new() { Name = "Choose all on this page" });
        await all.ClickAsync();
        await Expect(boxes.Nth(1)).ToBeCheckedAsync();
        await all.ClickAsync();
        await Expect(boxes.First).Not.ToBeCheckedAsync();

        // One with an open comment is left to the hand.
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Clinics at the border, mended" }).ClickAsync();
        await reviewer.GetByLabel("Comment", new() { Exact = true }).FillAsync("Is this the name?");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Comment only" }).ClickAsync();
        await reviewer.GotoAsync("/review?person=admin");
        await Expect(reviewer.GetByText("Those with open comments are only chosen one by one.")).ToBeVisibleAsync();
        var spokenOf = reviewer.GetByRole(AriaRole.Checkbox, new() { Name = "Clinics at the border, mended" });
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Choose all on this page" }).ClickAsync();
        await Expect(reviewer.GetByRole(AriaRole.Checkbox, new() { Name = "Schools at the border, mended" })).ToBeCheckedAsync();
        await Expect(spokenOf).Not.ToBeCheckedAsync();
        await spokenOf.CheckAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(reviewer.Locator(".notice-success")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("“(Clinics|Schools) at the border, mended”, “(Clinics|Schools) at the border, mended”: Published\\."));
        await reviewer.Context.CloseAsync();
    }

    private static Task PressAsync(IPage page, string name) => page.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
}
