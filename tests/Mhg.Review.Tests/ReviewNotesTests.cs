using System.Net;
using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

/// <summary>What reviewers ask for, on the form in which the editor mends it.</summary>
public sealed partial class ReviewNotesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Who_mends_a_draft_sees_why_it_came_back_until_it_is_submitted_again()
    {
        var document = await site.WriteAsync("editor", "Sent back", "Mobile clinics.");
        var editor = await site.SignInAsync("editor");
        (await editor.GetAsync(FormOf(document))).Words.ShouldNotContain("Request changes");

        await TakeAsync("editor", document, "Submit for review");
        await TakeAsync("reviewer", document, "Request changes", "Say which clinics.");
        var form = await editor.GetAsync(FormOf(document));
        form.Words.ShouldContain("chose “Request changes”");
        form.Words.ShouldContain("Say which clinics.");

        document = await site.ChangeAsync("editor", document.ContentItemId, "Mobile clinics of the network.");
        (await editor.GetAsync(FormOf(document))).Words.ShouldContain("Say which clinics.");
        await TakeAsync("editor", document, "Submit for review");
        (await editor.GetAsync(FormOf(document))).Words.ShouldNotContain("Say which clinics.");
    }

    [Fact]
    public async Task An_open_comment_stands_below_its_field_and_is_settled_with_the_change()
    {
        var document = await site.WriteAsync("editor", "Comments on the form", "Mobile clinics reach people.");
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "Mobile clinics", "Which ones?");
        await RemarkAsync(reviewer, document, "Comments on the form", "Too long.");
        var threads = await ThreadsAsync(document);
        var (onBody, onTitle) = (threads[0].ThreadId, threads[1].ThreadId);

        var editor = await site.SignInAsync("editor");
        var form = await editor.GetAsync(FormOf(document));
        Places(form, "name=\"TitlePart.Title\"", $"settle-{onTitle}", "name=\"HtmlBodyPart.Html\"", $"settle-{onBody}").ShouldBeInOrder();
        form.Words.ShouldContain("Which ones?");

        // A mistake elsewhere loses nothing: the box stays ticked, and nothing is settled yet.
        var refused = await editor.SendAsync(form, FormOf(document), new() { ["TitlePart.Title"] = "", ["Settle"] = onBody, ["do"] = "save" });
        refused.Status.ShouldBe(HttpStatusCode.OK);
        Ticked().Matches(refused.Text).ShouldHaveSingleItem().Value.ShouldContain(onBody);
        (await ThreadsAsync(document)).ShouldAllBe(thread => thread.ResolvedUtc == null);

        (await editor.SendAsync(form, FormOf(document), new() { ["HtmlBodyPart.Html"] = "<p>The mobile clinics of Mae Sot reach people.</p>", ["Settle"] = onBody, ["do"] = "save" })).Status.ShouldBe(HttpStatusCode.Redirect);
        form = await editor.GetAsync(FormOf(document));
        form.Words.ShouldContain("The draft of “Comments on the form” is saved. 1 comment is settled.");
        form.Text.ShouldNotContain($"settle-{onBody}");
        form.Text.ShouldContain($"settle-{onTitle}");

        (await editor.SendAsync(form, FormOf(document), new() { ["Settle"] = onTitle, ["do"] = "save" })).Status.ShouldBe(HttpStatusCode.Redirect);
        form = await editor.GetAsync(FormOf(document));
        form.Words.ShouldContain("1 comment is settled.");
        form.Words.ShouldNotContain("Nothing was changed");
        (await ThreadsAsync(document)).ShouldAllBe(thread => thread.ResolvedUtc != null);
    }

    [Fact]
    public async Task What_is_said_about_the_whole_draft_stands_above_its_fields_and_boxes_settle_no_other_items_threads()
    {
        var (document, other) = (await site.WriteAsync("editor", "Spoken about"), await site.WriteAsync("editor", "Another one"));
        var reviewer = await site.SignInAsync("reviewer");
        foreach (var item in (ContentItem[])[document, other])
            await reviewer.PostAsync($"/review/{item.ContentItemId}", new() { ["Input.Comment"] = "Nice." }, $"/review/{item.ContentItemId}?handler=Comment");
        var (mine, others) = ((await ThreadsAsync(document))[0].ThreadId, (await ThreadsAsync(other))[0].ThreadId);

        var editor = await site.SignInAsync("editor");
        var form = await editor.GetAsync(FormOf(document));
        Places(form, $"settle-{mine}", "name=\"TitlePart.Title\"").ShouldBeInOrder();
        await editor.SendAsync(form, FormOf(document), new() { ["Settle"] = others, ["do"] = "save" });
        (await ThreadsAsync(other))[0].ResolvedUtc.ShouldBeNull();
    }

    private static string FormOf(ContentItem item) => $"/content/{item.ContentItemId}/edit";

    private static int[] Places(Answer page, params string[] texts) =>
        [.. texts.Select(text => page.Text.IndexOf(text, StringComparison.Ordinal)).Select(place => place >= 0 ? place : throw new ShouldAssertException("Something is not on the page."))];

    private static Task<Answer> RemarkAsync(Browser browser, ContentItem item, string quote, string text) => browser.PostAsync(
        $"/review/{item.ContentItemId}", new() { ["Remark.Quote"] = quote, ["Remark.Text"] = text }, $"/review/{item.ContentItemId}?handler=Remark");

    private Task<IReadOnlyList<CommentThread>> ThreadsAsync(ContentItem item) =>
        site.AsAsync("", services => services.GetRequiredService<ICommentStore>().ListAsync(item.ContentItemId, default));

    private Task<bool> TakeAsync(string userName, ContentItem item, string action, string? comment = null) => site.AsAsync(userName, async services =>
    {
        await services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId, comment);
        return true;
    });

    [GeneratedRegex("<input[^>]*type=\"checkbox\"[^>]*name=\"Settle\"[^>]*checked=\"checked\"[^>]*>")]
    private static partial Regex Ticked();
}
