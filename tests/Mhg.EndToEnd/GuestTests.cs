using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Mhg.EndToEnd;

/// <summary>Somebody without an account is asked about a draft, answers by a link, and has nothing more once it is settled or withdrawn.</summary>
[Collection(nameof(RunningSite))]
public sealed class GuestTests(RunningSite site)
{
    [Fact]
    public async Task A_guest_reads_comments_and_decides()
    {
        const string title = "Read by a guest";
        var editor = await site.OpenAsync("editor");
        var review = await SubmitNewAsync(editor, title);
        var reviewer = await site.OpenAsync("reviewer");
        var link = await InviteAsync(reviewer, review);
        (await EveryPageTests.ProblemsOfAsync(reviewer, 1280, "the link to copy")).ShouldBeEmpty();
        await reviewer.GotoAsync(review);
        await Expect(reviewer.Locator("#guest-address")).ToHaveCountAsync(0);
        (await EveryPageTests.ProblemsOfAsync(reviewer, 320, "the guests of a draft")).ShouldBeEmpty();

        // The guest has nothing but the link: no sign-in, no menu.
        var guest = await site.OpenAsync(null);
        await guest.GotoAsync(link);
        await Expect(guest.Locator(".preview")).ToContainTextAsync("Mobile clinics reach people");
        await Expect(guest.GetByText("Are the figures right?")).ToBeVisibleAsync();
        await Expect(guest.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToHaveCountAsync(0);
        (await EveryPageTests.ProblemsOfAsync(guest, 1280, "the guest's page")).ShouldBeEmpty();
        (await EveryPageTests.ProblemsOfAsync(guest, 320, "the narrow guest's page")).ShouldBeEmpty();
        await guest.GetByLabel("Comment", new() { Exact = true }).FillAsync("The second figure is of 2019.");
        await guest.ReloadAsync();
        await Expect(guest.GetByLabel("Comment", new() { Exact = true })).ToHaveValueAsync("The second figure is of 2019.");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Comment only" }).ClickAsync();
        await Expect(guest.GetByText("Thank you: your comment is kept.")).ToBeVisibleAsync();
        await Expect(guest.GetByLabel("Comment", new() { Exact = true })).ToHaveValueAsync("");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(guest.Locator(".error-summary")).ToContainTextAsync("“Reject” needs a comment");
        (await EveryPageTests.ProblemsOfAsync(guest, 1280, "the guest's mistake")).ShouldBeEmpty();
        await guest.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "It is settled" })).ToBeVisibleAsync();
        (await EveryPageTests.ProblemsOfAsync(guest, 320, "settled")).ShouldBeEmpty();
        await reviewer.GotoAsync("/notices");
        await Expect(reviewer.GetByText($"Jane Doe chose “Approve”: {title}")).ToBeVisibleAsync();

        // The next edition is not the guest's; who reviews it sees it beside the present one, without moving sideways in a narrow window.
        await editor.GotoAsync(review.Replace("/review/", "/content/", StringComparison.Ordinal) + "/edit");
        await editor.Locator("[contenteditable=true]").Last.ClickAsync();
        await editor.Keyboard.TypeAsync("Travelling and ");
        await editor.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await editor.GotoAsync(review);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Expect(editor).ToHaveURLAsync(new Regex("/desk$"));
        await guest.ReloadAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "It is settled" })).ToBeVisibleAsync();
        await reviewer.SetViewportSizeAsync(1280, 900);
        await reviewer.GotoAsync(review);
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Beside what readers see now" }).ClickAsync();
        var (draft, now) = (reviewer.Locator(".looks > :first-child"), reviewer.Locator(".looks > :last-child"));
        await Expect(draft).ToContainTextAsync("Travelling and");
        await Expect(now).ToContainTextAsync("Mobile clinics");
        await Expect(now).Not.ToContainTextAsync("Travelling and");
        (await draft.BoundingBoxAsync())!.Y.ShouldBe((await now.BoundingBoxAsync())!.Y, tolerance: 1);
        (await EveryPageTests.ProblemsOfAsync(reviewer, 1280, "beside each other")).ShouldBeEmpty();
        (await EveryPageTests.ProblemsOfAsync(reviewer, 320, "one under the other")).ShouldBeEmpty();
        await reviewer.SetViewportSizeAsync(320, 900);
        (await now.BoundingBoxAsync())!.Y.ShouldBeGreaterThan((await draft.BoundingBoxAsync())!.Y + 100);

        foreach (var page in new[] { editor, reviewer, guest })
            await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_a_guest_answers_until_the_link_is_withdrawn()
    {
        var editor = await site.OpenAsync("editor");
        var review = await SubmitNewAsync(editor, "Withdrawn from a guest");
        var reviewer = await site.OpenAsync("reviewer");
        var link = await InviteAsync(reviewer, review);
        var context = await site.Browser.NewContextAsync(new() { BaseURL = site.Address, JavaScriptEnabled = false });
        var guest = await context.NewPageAsync();
        await guest.GotoAsync(link);
        await guest.GetByLabel("Comment", new() { Exact = true }).FillAsync("Fine with me.");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Comment only" }).ClickAsync();
        await Expect(guest.GetByText("Thank you: your comment is kept.")).ToBeVisibleAsync();

        await reviewer.GotoAsync(review);
        await Expect(reviewer.GetByText("Jane Doe (guest)").First).ToBeVisibleAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Withdraw the link of Jane Doe" }).ClickAsync();
        await Expect(reviewer.GetByText("The link is withdrawn: it shows nothing any more.")).ToBeVisibleAsync();

        await guest.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "This link was withdrawn" })).ToBeVisibleAsync();
        await Expect(guest.GetByText("Mobile clinics")).ToHaveCountAsync(0);
        foreach (var each in new[] { editor.Context, reviewer.Context, context })
            await each.CloseAsync();
    }

    /// <summary>Writes a document and submits it; yields the path of its review.</summary>
    private static async Task<string> SubmitNewAsync(IPage editor, string title)
    {
        await editor.GotoAsync("/content/new/Document");
        await editor.GetByLabel("Title", new() { Exact = false }).First.FillAsync(title);
        await editor.Locator("select[name='Document.Kind.Text']").SelectOptionAsync("report");
        await editor.Locator("[contenteditable=true]").Last.ClickAsync();
        await editor.Keyboard.TypeAsync("Mobile clinics reach people who fear a visit to the hospital.");
        await editor.Locator(".form-actions").GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Expect(editor).ToHaveURLAsync(new Regex("/edit$"));
        var review = new Uri(editor.Url).AbsolutePath.Replace("/content/", "/review/", StringComparison.Ordinal).Replace("/edit", "", StringComparison.Ordinal);
        await editor.GotoAsync(review);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Expect(editor).ToHaveURLAsync(new Regex("/desk$"));
        return review;
    }

    /// <summary>Asks a guest; yields the link that the page shows once.</summary>
    private static async Task<string> InviteAsync(IPage reviewer, string review)
    {
        await reviewer.GotoAsync(review);
        await reviewer.GetByText("Ask somebody without an account").ClickAsync();
        await reviewer.GetByLabel("Name", new() { Exact = true }).FillAsync("Jane Doe");
        await reviewer.GetByLabel("E-mail address").FillAsync("jane@example.org");
        await reviewer.GetByLabel("Message").FillAsync("Are the figures right?");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        return await reviewer.Locator("#guest-address").InputValueAsync();
    }
}
