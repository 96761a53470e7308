using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mhg.EndToEnd;

/// <summary>What stands below the editing form, pressed in a browser.</summary>
[Collection(nameof(RunningSite))]
public sealed class EditingTests(RunningSite site)
{
    [Fact]
    public async Task An_item_is_copied_taken_back_and_deleted_and_only_what_was_typed_is_asked_about()
    {
        var page = await site.OpenAsync("admin");
        var asked = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            asked.Add(dialog.Type);
            _ = dialog.AcceptAsync();
        };
        await page.GotoAsync("/content/new/Document");
        await page.GetByLabel("Title", new() { Exact = false }).First.FillAsync("Pressed in a browser");
        await page.Locator("select[name='Document.Kind.Text']").SelectOptionAsync("report");
        await page.GetByLabel("Comment", new() { Exact = true }).FillAsync("To try the buttons.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and publish" }).ClickAsync();
        await Expect(page.GetByText("“Pressed in a browser” is published.")).ToBeVisibleAsync();
        var form = page.Url;

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy to a new draft" }).ClickAsync();
        await Expect(page.GetByText("This is a copy of “Pressed in a browser”")).ToBeVisibleAsync();
        page.Url.ShouldNotBe(form);
        await page.GotoAsync("/desk");
        asked.ShouldBeEmpty("nothing was typed that could be lost");

        await page.GotoAsync(form);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unpublish" }).ClickAsync();
        await Expect(page.GetByText("“Pressed in a browser” is no longer published.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("“Pressed in a browser” is deleted.")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/history$"));
        asked.ShouldBe(["confirm", "confirm"]);
        await page.Context.CloseAsync();
    }
}
