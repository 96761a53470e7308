using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mhg.EndToEnd;

/// <summary>A review as two people hold it: words are chosen, spoken about and replaced, by pointer, by keyboard and without scripts.</summary>
[Collection(nameof(RunningSite))]
public sealed class ReviewTests(RunningSite site) : IAsyncLifetime
{
    private const string Words = "Mobile clinics reach people who fear a visit to the hospital.";

    private IPage _editor = null!;
    private string _review = "";

    public async Task InitializeAsync()
    {
        _editor = await site.OpenAsync("editor");
        await _editor.GotoAsync("/content/new/Document");
        await _editor.GetByLabel("Title", new() { Exact = false }).First.FillAsync("Clinics on the move");
        await _editor.Locator("select[name='Document.Kind.Text']").SelectOptionAsync("report");
        await _editor.Locator("[contenteditable=true]").Last.ClickAsync();
        await _editor.Keyboard.TypeAsync(Words);
        await _editor.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Expect(_editor).ToHaveURLAsync(new Regex("/edit$"));
        _review = new Uri(_editor.Url).AbsolutePath.Replace("/content/", "/review/", StringComparison.Ordinal).Replace("/edit", "", StringComparison.Ordinal);
    }

    public Task DisposeAsync() => _editor.Context.CloseAsync();

    [Fact]
    public async Task Words_are_selected_spoken_about_replaced_and_settled()
    {
        var reviewer = await site.OpenAsync("reviewer");
        await reviewer.GotoAsync(_review);

        // By pointer, in what readers will see.
        await SelectAsync(reviewer, ".preview", "clinics reach people");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(reviewer.GetByLabel("Words that you mean")).ToHaveValueAsync("clinics reach people");
        await Expect(reviewer.GetByLabel("Comment on it")).ToBeFocusedAsync();
        await reviewer.Keyboard.TypeAsync("Which people, @editor?");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Add the comment" }).ClickAsync();
        await Expect(reviewer.Locator(".draft-text mark")).ToHaveTextAsync("clinics reach people");
        await Expect(reviewer.Locator(".thread")).ToContainTextAsync("Which people, @editor?");

        // By keyboard, in the text: the first two words, and the next one.
        var text = reviewer.Locator(".draft-text").Filter(new() { HasText = "Mobile" });
        await text.FocusAsync();
        await reviewer.Keyboard.PressAsync("ArrowRight");
        await reviewer.Keyboard.PressAsync("Enter");
        await Expect(reviewer.GetByLabel("Words that you mean")).ToHaveValueAsync("Mobile");
        await reviewer.GetByText("Suggest other words").ClickAsync();
        await reviewer.GetByLabel("New words in their place").FillAsync("Travelling");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Add the comment" }).ClickAsync();
        await Expect(reviewer.Locator(".thread")).ToHaveCountAsync(2);
        await Expect(reviewer.Locator(".suggestion ins")).ToHaveTextAsync("Travelling");
        (await EveryPageTests.ProblemsOfAsync(reviewer, 1280, "the review")).ShouldBeEmpty();
        (await EveryPageTests.ProblemsOfAsync(reviewer, 320, "the narrow review")).ShouldBeEmpty();

        // The editor is told, takes the suggestion, and settles what was asked.
        await _editor.GotoAsync("/notices");
        await Expect(_editor.GetByText("You are mentioned: Clinics on the move").First).ToBeVisibleAsync();
        await _editor.GotoAsync(_review);
        await _editor.GetByRole(AriaRole.Button, new() { Name = "Take the suggestion" }).ClickAsync();
        await Expect(_editor.Locator(".draft-text").Filter(new() { HasText = "hospital" })).ToContainTextAsync(Words.Replace("Mobile", "Travelling", StringComparison.Ordinal));
        await Expect(_editor.Locator(".draft-text mark")).ToHaveTextAsync("clinics reach people");

        // On the form the comment stands below the text that it is about; it is settled with the change.
        await _editor.GotoAsync(_review.Replace("/review/", "/content/", StringComparison.Ordinal) + "/edit");
        await Expect(_editor.GetByRole(AriaRole.Complementary, new() { Name = "Comment by" })).ToContainTextAsync("Which people, @editor?");
        (await EveryPageTests.ProblemsOfAsync(_editor, 1280, "the form with a comment")).ShouldBeEmpty();
        (await EveryPageTests.ProblemsOfAsync(_editor, 320, "the narrow form with a comment")).ShouldBeEmpty();
        await _editor.GetByLabel("Settle it when I save").CheckAsync();
        await _editor.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Expect(_editor.GetByText("1 comment is settled.")).ToBeVisibleAsync();
        await _editor.GotoAsync(_review);
        await Expect(_editor.GetByText("No open comments")).ToBeVisibleAsync();
        await Expect(_editor.Locator(".draft-text mark")).ToHaveCountAsync(0);

        await _editor.Locator(".page-header").GetByRole(AriaRole.Link, new() { Name = "Versions" }).ClickAsync();
        await _editor.GetByRole(AriaRole.Button, new() { Name = "Show what differs" }).ClickAsync();
        await Expect(_editor.Locator(".diff del")).ToContainTextAsync("Mobile");
        await _editor.GetByRole(AriaRole.Link, new() { Name = "Side by side" }).ClickAsync();
        await Expect(_editor.Locator(".diff-sides ins")).ToContainTextAsync("Travelling");
        (await EveryPageTests.ProblemsOfAsync(_editor, 1280, "side by side")).ShouldBeEmpty();
        (await EveryPageTests.ProblemsOfAsync(_editor, 320, "side by side, narrow")).ShouldBeEmpty();
        await reviewer.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_the_form_asks_for_the_field_and_the_words()
    {
        var context = await site.Browser.NewContextAsync(new() { BaseURL = site.Address, JavaScriptEnabled = false, StorageState = await _editor.Context.StorageStateAsync() });
        var page = await context.NewPageAsync();
        await page.GotoAsync(_review);
        await page.Locator(".draft-field").Filter(new() { HasText = "Mobile" }).GetByRole(AriaRole.Link, new() { Name = "Comment on" }).ClickAsync();
        await Expect(page.GetByLabel("Field", new() { Exact = true })).ToHaveValueAsync("HtmlBodyPart");
        await page.GetByLabel("Words that you mean").FillAsync("fear a visit");
        await page.GetByLabel("Comment on it").FillAsync("Why?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the comment" }).ClickAsync();
        await Expect(page.Locator(".draft-text mark")).ToHaveTextAsync("fear a visit");
        await context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_stays_until_it_is_sent()
    {
        var reviewer = await site.OpenAsync("reviewer");
        await reviewer.GotoAsync(_review);
        var (comment, remark) = (reviewer.GetByLabel("Comment", new() { Exact = true }), reviewer.GetByLabel("Comment on it"));

        // Another form of the page is sent.
        await comment.FillAsync("Typed for an hour.");
        await reviewer.Locator(".draft-field").Filter(new() { HasText = "Mobile" }).GetByRole(AriaRole.Link, new() { Name = "Comment on" }).ClickAsync();
        await Expect(reviewer.GetByLabel("Field", new() { Exact = true })).ToHaveValueAsync("HtmlBodyPart");
        await Expect(remark).ToBeFocusedAsync();
        await reviewer.Keyboard.TypeAsync("Which clinics?");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Add the comment" }).ClickAsync();
        await Expect(reviewer.Locator(".thread")).ToContainTextAsync("Which clinics?");
        await Expect(comment).ToHaveValueAsync("Typed for an hour.");
        await Expect(remark).ToHaveValueAsync("");

        // A thread is settled while an answer to it is being typed; the page is opened with another address, and again.
        await reviewer.GetByText("Reply", new() { Exact = true }).ClickAsync();
        await reviewer.GetByLabel("Reply to").FillAsync("Those of the north.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Settle" }).ClickAsync();
        await Expect(reviewer.GetByText("No open comments")).ToBeVisibleAsync();
        await Expect(reviewer.GetByLabel("Reply to")).ToHaveValueAsync("Those of the north.");
        await Expect(comment).ToHaveValueAsync("Typed for an hour.");
        await reviewer.GotoAsync("/review");
        await reviewer.GotoAsync($"{_review}?look=draft");
        await Expect(comment).ToHaveValueAsync("Typed for an hour.");

        // What has to be mended takes nothing away, and what was taken is gone from its box.
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Add the comment" }).ClickAsync();
        await Expect(reviewer.Locator(".error-summary")).ToContainTextAsync("Write the comment first.");
        await Expect(comment).ToHaveValueAsync("Typed for an hour.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Comment only" }).ClickAsync();
        await Expect(reviewer.GetByText("Your comment is kept.")).ToBeVisibleAsync();
        await Expect(comment).ToHaveValueAsync("");

        // Pressed twice, it is sent once.
        await comment.FillAsync("Said once.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Comment only" }).DblClickAsync();
        await Expect(reviewer.GetByText("Your comment is kept.")).ToBeVisibleAsync();
        await Expect(reviewer.Locator(".thread").Filter(new() { HasText = "Said once." })).ToHaveCountAsync(1);
        await Expect(comment).ToHaveValueAsync("");
        await reviewer.GoBackAsync();
        await Expect(comment).ToHaveValueAsync("", new() { Timeout = 5000 });
        await reviewer.GoForwardAsync();
        await Expect(reviewer.GetByLabel("Reply to").First).ToHaveValueAsync("Those of the north.");
        await reviewer.ReloadAsync();
        await Expect(comment).ToHaveValueAsync("");

        // Leaving for another page asks first.
        var questions = new List<string>();
        reviewer.Dialog += (_, dialog) =>
        {
            questions.Add(dialog.Type);
            _ = dialog.AcceptAsync();
        };
        await comment.FillAsync("Not sent yet.");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Comment on" }).First.ClickAsync();
        questions.ShouldBeEmpty();
        await reviewer.Locator(".page-header").GetByRole(AriaRole.Link, new() { Name = "Versions" }).ClickAsync();
        await Expect(reviewer).ToHaveURLAsync(new Regex("/history$"));
        questions.ShouldBe(["beforeunload"]);
        await reviewer.Context.CloseAsync();
    }

    /// <summary>Selects words as dragging the pointer over them does.</summary>
    private static async Task SelectAsync(IPage page, string within, string words) => await page.EvaluateAsync(
        """
        ([within, words]) => {
            const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
            let node;
            while ((node = walker.nextNode()) && !node.data.includes(words));
            const start = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, start, node, start + words.length);
        }
        """, new[] { within, words });
}
