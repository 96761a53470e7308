using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mhg.EndToEnd;

/// <summary>The whole path, as the three people walk it: written, sent back, changed, approved, found and read.</summary>
[Collection(nameof(RunningSite))]
public sealed class ThreePeopleTests(RunningSite site)
{
    private const string Title = "Clinics along the border";
    private const string FirstText = "Mobile clinics reach people who fear a visit to the hospital.";
    private const string SecondText = "Mobile clinics with interpreters reach people who fear a visit to the hospital.";

    [Fact]
    public async Task A_document_is_written_sent_back_changed_approved_found_and_read()
    {
        var editor = await site.OpenAsync("editor");
        await editor.GotoAsync("/content/new/Document");
        await editor.GetByLabel("Title", new() { Exact = false }).First.FillAsync(Title);
        await editor.Locator("select[name='Document.Kind.Text']").SelectOptionAsync("report");
        await WriteBodyAsync(editor, FirstText);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        var reviewer = await site.OpenAsync("reviewer");
        var unread = reviewer.Locator(".tool-count");
        var before = int.Parse((await unread.TextContentAsync())!, CultureInfo.InvariantCulture);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and submit for review" }).ClickAsync();
        await Expect(editor.GetByText("waits for a review")).ToBeVisibleAsync();

        // The bell of a page that is open asks every half minute, and when somebody comes back to it.
        await reviewer.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await Expect(unread).ToHaveTextAsync($"{before + 1}");
        await Expect(unread).ToBeVisibleAsync();
        await reviewer.GotoAsync("/review");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = Title }).First.ClickAsync();
        await Expect(reviewer.GetByText(FirstText).First).ToBeVisibleAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Request changes" }).ClickAsync();
        await Expect(reviewer.Locator("#comment-error, .validation-summary").First).ToBeVisibleAsync();
        await reviewer.GetByLabel("Comment", new() { Exact = true }).FillAsync("Who interprets? Please say so.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Request changes" }).ClickAsync();

        await editor.GotoAsync("/notices");
        await Expect(editor.GetByText(Title).First).ToBeVisibleAsync();
        await editor.GotoAsync("/desk");
        await editor.GetByRole(AriaRole.Link, new() { Name = "Returned", Exact = false }).First.ClickAsync();
        await Expect(editor.GetByText("Who interprets?").First).ToBeVisibleAsync();
        await editor.GetByRole(AriaRole.Link, new() { Name = Title }).First.ClickAsync();
        await WriteBodyAsync(editor, SecondText);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and submit for review" }).ClickAsync();
        await Expect(editor.GetByText("waits for a review")).ToBeVisibleAsync();

        var member = await site.OpenAsync("member");
        await member.GotoAsync("/search?q=interpreters");
        await Expect(member.GetByRole(AriaRole.Link, new() { Name = Title })).ToHaveCountAsync(0);

        await reviewer.GotoAsync("/review");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = Title }).First.ClickAsync();
        await Expect(reviewer.GetByText(SecondText).First).ToBeVisibleAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        var path = await FindAsync(member);
        await Expect(member.Locator(".prose").GetByText(SecondText)).ToBeVisibleAsync();

        var visitor = await site.OpenAsync(null);
        await visitor.GotoAsync("/search?q=interpreters");
        await Expect(visitor.GetByRole(AriaRole.Link, new() { Name = Title })).ToHaveCountAsync(0);
        (await visitor.GotoAsync(path))!.Status.ShouldBe(404);
        await visitor.GotoAsync("/documents");
        await Expect(visitor.GetByText(Title)).ToHaveCountAsync(0);
    }

    /// <summary>Searches until the document is there (it has a second), and opens it.</summary>
    private static async Task<string> FindAsync(IPage member)
    {
        var link = member.GetByRole(AriaRole.Link, new() { Name = Title });
        for (var attempt = 0; attempt < 50; attempt++)
        {
            await member.GotoAsync("/search?q=interpreters");
            if (await link.CountAsync() > 0)
                break;
            await Task.Delay(100);
        }
        await link.First.ClickAsync();
        await Expect(member.GetByRole(AriaRole.Heading, new() { Name = Title, Level = 1 })).ToBeVisibleAsync();
        return new Uri(member.Url).AbsolutePath;
    }

    /// <summary>Types into the rich-text editor that stands for the body.</summary>
    private static async Task WriteBodyAsync(IPage page, string text)
    {
        var body = page.Locator("[contenteditable=true]").Last;
        await body.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }
}
