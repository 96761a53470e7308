using System.Net;
using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

public sealed class CommentTests(Site site) : IClassFixture<Site>
{
    private const string Words = "Mobile clinics reach people who fear a visit to the hospital. They need interpreters.";

    [Fact]
    public async Task A_comment_stands_at_its_passage_and_stays_there_while_the_text_around_it_changes()
    {
        var document = await site.WriteAsync("editor", "Anchored", Words);
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "who fear a visit", "Who are they?");

        var page = await reviewer.GetAsync(PageOf(document));
        page.Text.ShouldMatch(@"<mark><a href=""#thread-\w+"">who fear a visit</a></mark>");
        page.Words.ShouldContain("Who are they?");

        await site.ChangeAsync("editor", document.ContentItemId, "In 2026 all mobile clinics reach people who fear a visit to any hospital. They need interpreters.");
        (await reviewer.GetAsync(PageOf(document))).Text.ShouldMatch(@"<mark><a href=""#thread-\w+"">who fear a visit</a></mark>");
        await site.ChangeAsync("editor", document.ContentItemId, "In 2026 all mobile clinics reach people with fears of a visit to any hospital. They need interpreters.");
        (await reviewer.GetAsync(PageOf(document))).Text.ShouldMatch(@"<mark><a href=""#thread-\w+"">with fears of a visit</a></mark>");

        await site.ChangeAsync("editor", document.ContentItemId, "Begun anew.");
        page = await reviewer.GetAsync(PageOf(document));
        page.Text.ShouldNotContain("<mark>");
        page.Words.ShouldContain("who fear a visit The passage can’t be found for certain any more");
        page.Words.ShouldContain("Who are they?");
    }

    [Theory]
    [InlineData("who feared a visit", "", "These words are not in the draft.")]
    [InlineData("", "Cut it.", "Say which words of the draft are to be replaced.")]
    [InlineData("who fear a visit", null, "Write the comment first.")]
    public async Task What_can_not_be_kept_is_said_at_its_box_and_what_was_typed_stays(string quote, string? replacement, string message)
    {
        var document = await site.WriteAsync("editor", "Faulty remarks", Words);
        var reviewer = await site.SignInAsync("reviewer");
        var answer = await RemarkAsync(reviewer, document, quote, replacement is null ? " " : "My words", replacement);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Words.ShouldContain(message);
        answer.Text.ShouldMatch("href=\"#Remark_(Quote|Text)\"");
        if (replacement is not null)
            answer.Text.ShouldContain("My words</textarea>");
        (await ThreadsAsync(document)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_field_that_people_fill_in_is_offered_once()
    {
        var document = await site.WriteAsync("editor", "Fields to speak about", Words);
        var page = await (await site.SignInAsync("reviewer")).GetAsync(PageOf(document));
        var offered = Regex.Matches(page.Text.Split("name=\"Remark.Path\"")[1].Split("</select>")[0], "<option value=\"[^\"]*\"[^>]*>([^<]+)<").Select(match => match.Groups[1].Value).ToList();
        offered.ShouldContain("Title");
        offered.ShouldBeUnique();
        offered.ShouldNotContain("Common");
    }

    [Fact]
    public async Task What_is_written_from_right_to_left_stands_so()
    {
        var document = await site.WriteAsync("editor", "شبكة الصحة", "عيادات متنقلة.");
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "عيادات متنقلة", "أي عيادات؟");
        var page = (await reviewer.GetAsync(PageOf(document))).Text;
        page.ShouldMatch("<h1 dir=\"auto\">");
        page.ShouldMatch("<p dir=\"auto\">[^<]*<mark>");
        Regex.Count(page, "<(p|blockquote)[^>]* dir=\"auto\">").ShouldBeGreaterThan(3);
        page.ShouldContain("href=\"#decision\"");
    }

    [Fact]
    public async Task Open_comments_are_counted_on_the_desk_and_in_the_queue_and_a_notice_leads_to_them()
    {
        var document = await site.WriteAsync("editor", "Counted comments", Words);
        await site.AsAsync("editor", services => services.GetRequiredService<UserTasks>().TakeAsync(document.ContentItemId, "Submit for review", document.ContentItemVersionId));
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "interpreters", "Of which languages?");

        var editor = await site.SignInAsync("editor");
        (await editor.GetAsync("/desk?tab=waiting")).Words.ShouldContain("1 open comment");
        (await reviewer.GetAsync("/review")).Words.ShouldContain("1 open comment");
        var decision = (await reviewer.GetAsync(PageOf(document))).Text.Split("aria-label=\"Decision\"")[1];
        decision.ShouldMatch("<a href=\"#text\">1 comment is open</a>", customMessage: "it is said where it is decided");
        var link = Regex.Match((await editor.GetAsync("/notices")).Text, $"/notices/[a-z0-9]+/{document.ContentItemId}").Value;
        (await editor.GetAsync(link)).Location.ShouldBe($"{PageOf(document)}#thread-{(await ThreadsAsync(document))[0].ThreadId}");
    }

    [Fact]
    public async Task Replies_are_kept_in_their_thread_and_it_is_settled_and_opened_again()
    {
        var document = await site.WriteAsync("editor", "A thread", Words);
        var reviewer = await site.SignInAsync("reviewer");
        var editor = await site.SignInAsync("editor");
        await RemarkAsync(reviewer, document, "interpreters", "Of which languages?");
        var thread = (await ThreadsAsync(document)).ShouldHaveSingleItem();

        (await PostAsync(editor, document, "Resolve", new() { ["thread"] = thread.ThreadId })).Status.ShouldBe(HttpStatusCode.Redirect);
        var page = await reviewer.GetAsync(PageOf(document));
        page.Words.ShouldContain("No open comments");
        page.Words.ShouldContain("Settled by Ana Reyes");
        page.Text.ShouldNotContain("<mark>");

        (await PostAsync(reviewer, document, "Reopen", new() { ["thread"] = thread.ThreadId })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("1 open comment");
        await PostAsync(editor, document, "Resolve", new() { ["thread"] = thread.ThreadId });
        (await PostAsync(reviewer, document, "Reply", new() { ["Reply.ThreadId"] = thread.ThreadId, ["Reply.Text"] = "Still not said." })).Status.ShouldBe(HttpStatusCode.Redirect);
        thread = (await ThreadsAsync(document)).ShouldHaveSingleItem();
        thread.Comments.Select(comment => comment.Text).ShouldBe(["Of which languages?", "Still not said."]);
        thread.ResolvedUtc.ShouldBeNull("a reply opens it again");
        (await site.HistoryAsync(document.ContentItemId)).Select(happened => happened.Name).Take(5)
            .ShouldBe(["Commented", "CommentResolved", "CommentReopened", "CommentResolved", "Commented"]);
        (await PostAsync(reviewer, document, "Reply", new() { ["Reply.ThreadId"] = thread.ThreadId, ["Reply.Text"] = " " })).Words.ShouldContain("Write the comment first.");
        (await PostAsync(reviewer, document, "Reply", new() { ["Reply.ThreadId"] = "none", ["Reply.Text"] = "Lost" })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_editor_takes_a_suggestion_with_one_press_and_the_draft_has_the_words()
    {
        var document = await site.WriteAsync("editor", "Suggested", "<b>Mobile</b> clinics &amp; schools reach people.");
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "clinics & schools", "", "clinics <and> schools");
        var suggestion = (await ThreadsAsync(document))[0].Comments[0];
        suggestion.Replacement.ShouldBe("clinics <and> schools");

        var editor = await site.SignInAsync("editor");
        (await editor.GetAsync(PageOf(document))).Words.ShouldContain("Take the suggestion");
        (await PostAsync(editor, document, "Take", new() { ["suggestion"] = suggestion.CommentId })).Status.ShouldBe(HttpStatusCode.Redirect);

        var draft = (await site.FindAsync(document.ContentItemId))!;
        ((string?)draft.Part("HtmlBodyPart")!["Html"]).ShouldBe("<p><b>Mobile</b> clinics &lt;and&gt; schools reach people.</p>");
        draft.ContentItemVersionId.ShouldNotBe(document.ContentItemVersionId);
        draft.Author.ShouldBe("editor");
        var thread = (await ThreadsAsync(document))[0];
        thread.ResolvedUtc.ShouldNotBeNull();
        thread.Comments[0].Answer.ShouldBe(SuggestionAnswer.Taken);
        (await site.HistoryAsync(document.ContentItemId)).Select(happened => happened.Name).Take(2).ShouldBe(["SuggestionTaken", "DraftSaved"]);
        (await reviewer.GetAsync("/notices")).Words.ShouldContain("Ana Reyes has taken your suggestion “clinics <and> schools”.");
        (await PostAsync(editor, document, "Take", new() { ["suggestion"] = suggestion.CommentId })).Words.ShouldContain("was answered already");
    }

    [Theory]
    [InlineData(ReviewOfChange.Withdraw, "the change has withdrawn it")]
    [InlineData(ReviewOfChange.Restart, "begins anew with this change")]
    public async Task Whoever_takes_a_suggestion_learns_what_became_of_the_review_and_who_can_decide_is_not_offered_it(ReviewOfChange rule, string expected)
    {
        await site.SetRuleAsync(rule);
        try
        {
            var document = await site.WriteAsync("editor", $"Suggested in a review: {rule}", Words);
            var (reviewer, editor) = (await site.SignInAsync("reviewer"), await site.SignInAsync("editor"));
            await RemarkAsync(reviewer, document, "people who fear a visit", "", "the fearful");
            (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("Take the suggestion", customMessage: "it does not wait yet");
            await site.AsAsync("editor", services => services.GetRequiredService<UserTasks>().TakeAsync(document.ContentItemId, "Submit for review", document.ContentItemVersionId));

            (await reviewer.GetAsync(PageOf(document))).Words.ShouldSatisfyAllConditions(
                words => words.ShouldNotContain("Take the suggestion"), words => words.ShouldContain("Decline"));
            (await editor.GetAsync(PageOf(document))).Words.ShouldContain("Take the suggestion");
            (await PostAsync(editor, document, "Take", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId })).Status.ShouldBe(HttpStatusCode.Redirect);
            (await editor.GetAsync(PageOf(document))).Words.ShouldContain(expected);
        }
        finally
        {
            await site.SetRuleAsync(ReviewOfChange.Withdraw);
        }
    }

    [Fact]
    public async Task A_suggestion_for_words_that_can_not_be_found_can_only_be_declined()
    {
        var document = await site.WriteAsync("editor", "Words are gone", Words);
        var editor = await site.SignInAsync("editor");
        await RemarkAsync(editor, document, "people who fear a visit", "", "the fearful");
        document = await site.ChangeAsync("editor", document.ContentItemId, "Something else entirely.");

        var page = await editor.GetAsync(PageOf(document));
        page.Words.ShouldContain("The passage can’t be found for certain any more");
        page.Words.ShouldNotContain("Take the suggestion");
        (await PostAsync(editor, document, "Decline", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId })).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("Mobile clinics", "", "are formatted, linked or in another paragraph")]
    [InlineData("people. Second", "", "are formatted, linked or in another paragraph")]
    [InlineData("", "AutoroutePart", "is chosen and not written")]
    public async Task Whoever_suggests_what_could_not_be_taken_is_told_at_once(string quote, string path, string message)
    {
        var document = await site.WriteAsync("editor", "Over formatting", "<b>Mobile</b> clinics reach people.</p><p>Second in English");
        var editor = await site.SignInAsync("editor");
        if (path.Length > 0)
            quote = (await site.FindAsync(document.ContentItemId))!.Part("AutoroutePart")!["Path"]!.ToString();
        (await RemarkAsync(editor, document, quote, "", "Words")).Words.ShouldContain(message);
        (await ThreadsAsync(document)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_suggestion_for_words_that_were_formatted_since_is_refused_and_nothing_is_kept_of_it()
    {
        var document = await site.WriteAsync("editor", "Formatted since", "Mobile clinics reach people.");
        var editor = await site.SignInAsync("editor");
        await RemarkAsync(editor, document, "Mobile clinics", "", "Words");
        document = await site.ChangeAsync("editor", document.ContentItemId, "<b>Mobile</b> clinics reach people.");
        var answer = await PostAsync(editor, document, "Take", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId });
        answer.Words.ShouldContain("are formatted, linked or in another paragraph");
        (await site.FindAsync(document.ContentItemId))!.ContentItemVersionId.ShouldBe(document.ContentItemVersionId);
        (await ThreadsAsync(document))[0].Comments[0].Answer.ShouldBeNull();
    }

    [Fact]
    public async Task A_suggestion_for_words_that_changed_since_is_refused()
    {
        var document = await site.WriteAsync("editor", "Changed since", Words);
        var editor = await site.SignInAsync("editor");
        await RemarkAsync(editor, document, "people who fear a visit", "", "the fearful");
        await site.ChangeAsync("editor", document.ContentItemId, Words.Replace("fear a visit", "dread a visit"));
        (await PostAsync(editor, document, "Take", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId }))
            .Words.ShouldContain("were changed since");
    }

    [Fact]
    public async Task A_suggestion_is_not_taken_into_a_draft_that_the_editor_has_not_seen()
    {
        var document = await site.WriteAsync("editor", "Not seen", Words);
        var editor = await site.SignInAsync("editor");
        await RemarkAsync(editor, document, "people who fear a visit", "", "the fearful");
        var seen = await editor.GetAsync(PageOf(document));
        await site.ChangeAsync("editor2", document.ContentItemId, Words + " And more.");
        var answer = await editor.SendAsync(seen, PageOf(document) + "?handler=Take", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId });
        answer.Words.ShouldContain("was changed by");
        (await ThreadsAsync(document))[0].Comments[0].Answer.ShouldBeNull();
    }

    [Fact]
    public async Task A_suggestion_for_the_title_is_validated_as_every_change()
    {
        var document = await site.WriteAsync("editor", "A title", Words);
        var editor = await site.SignInAsync("editor");
        await RemarkAsync(editor, document, "A title", "", null, ("Remark.LeavesOut", "true"), ("Remark.Path", "TitlePart"));
        (await PostAsync(editor, document, "Take", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId })).Words.ShouldContain("Give it a title.");
        (await PostAsync(editor, document, "Decline", new() { ["suggestion"] = (await ThreadsAsync(document))[0].Comments[0].CommentId })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await ThreadsAsync(document))[0].Comments[0].Answer.ShouldBe(SuggestionAnswer.Declined);
    }

    [Fact]
    public async Task A_mention_tells_the_person_once_and_nobody_who_may_not_see_the_draft()
    {
        var document = await site.WriteAsync("editor", "Mentioning", Words);
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "interpreters", "See this, @editor and @Editor2 and @member: who@member.org, @nobody?");

        (await NoticesAsync("editor", "Mentioning")).ShouldBe(["You are mentioned: Mentioning"], "the owner is told once");
        (await NoticesAsync("editor2", "Mentioning")).ShouldBe(["You are mentioned: Mentioning"]);
        (await NoticesAsync("member", "Mentioning")).ShouldBeEmpty();
        (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("No notice went to @member, @nobody: no account of that name may see this draft.");
    }

    [Fact]
    public async Task A_notice_of_a_comment_names_the_field_and_the_passage_and_leads_to_it_when_it_is_settled_too()
    {
        var document = await site.WriteAsync("editor", "Led to the comment", Words);
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, document, "who fear a visit", "Who are they?");
        await RemarkAsync(reviewer, document, "interpreters", "Many are needed.", "people who interpret");
        var editor = await site.SignInAsync("editor");
        var notices = await editor.GetAsync("/notices");
        notices.Words.ShouldContain("Somchai Prasert on Text, “who fear a visit”: Who are they?");
        notices.Words.ShouldContain("Somchai Prasert on Text: suggests “people who interpret” for “interpreters”. Many are needed.");

        var threads = await ThreadsAsync(document);
        foreach (var thread in threads)
            await PostAsync(editor, document, "Resolve", new() { ["thread"] = thread.ThreadId });
        var places = new List<string?>();
        foreach (Match link in Regex.Matches(notices.Text, $"/notices/[a-z0-9]+/{document.ContentItemId}"))
            places.Add((await editor.GetAsync(link.Value)).Location);
        places.ShouldBe(threads.Select(thread => $"{PageOf(document)}#thread-{thread.ThreadId}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_mention_in_what_is_said_with_a_decision_tells_the_person_as_well()
    {
        var document = await site.WriteAsync("editor", "Decided with names", Words);
        await TakeAsync("editor", document, "Submit for review");
        var reviewer = await site.SignInAsync("reviewer");
        await reviewer.PostAsync(PageOf(document), new() { ["decision"] = "Request changes", ["Input.Comment"] = "Ask @editor2, not @member or @nobody." });

        (await NoticesAsync("editor2", "Decided with names")).ShouldBe(["You are mentioned: Decided with names"]);
        (await (await site.SignInAsync("editor2")).GetAsync("/notices")).Words.ShouldContain("Somchai Prasert: Ask @editor2, not @member or @nobody.");
        (await NoticesAsync("member", "Decided with names")).ShouldBeEmpty();
        (await reviewer.GetAsync("/review")).Words.ShouldContain("No notice went to @member, @nobody: no account of that name may see this draft.");
    }

    [Fact]
    public async Task Who_spoke_about_an_earlier_edition_is_not_told_of_what_is_said_about_the_next_one()
    {
        var document = await site.WriteAsync("editor", "The next edition", Words);
        await RemarkAsync(await site.SignInAsync("reviewer"), document, "interpreters", "Of which languages?");
        await TakeAsync("editor", document, "Submit for review");
        await TakeAsync("reviewer", document, "Approve");
        document = await site.ChangeAsync("editor2", document.ContentItemId, Words + " And more.");
        await RemarkAsync(await site.SignInAsync("reviewer2"), document, "And more", "More of what?");

        (await NoticesAsync("reviewer", "The next edition")).ShouldNotContain("Comment: The next edition");
        (await NoticesAsync("editor2", "The next edition")).ShouldContain("Comment: The next edition", "who was the last to change it");
        (await NoticesAsync("editor", "The next edition")).Count(subject => subject.StartsWith("Comment", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Comments_are_seen_by_nobody_who_may_not_see_the_draft()
    {
        var document = await site.WriteAsync("editor", "Secret remarks", Words);
        await RemarkAsync(await site.SignInAsync("reviewer"), document, "interpreters", "Not for members");
        var thread = (await ThreadsAsync(document))[0];
        await site.AsAsync("", services => services.GetRequiredService<ContentManager>().PublishAsync(document.ContentItemId));

        var member = await site.SignInAsync("member");
        foreach (var handler in (string[])["Remark", "Reply", "Resolve", "Reopen", "Take", "Decline", "Comment"])
        {
            (await member.PostAsync("/notices", new() { ["Input.Comment"] = "x", ["thread"] = thread.ThreadId, ["suggestion"] = thread.Comments[0].CommentId }, $"{PageOf(document)}?handler={handler}"))
                .Status.ShouldBe(HttpStatusCode.NotFound, handler);
        }
        (await member.GetAsync(PageOf(document))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ThreadsAsync(document)).ShouldHaveSingleItem().ResolvedUtc.ShouldBeNull();
    }

    [Fact]
    public async Task A_thread_of_another_item_can_not_be_reached_through_this_one()
    {
        var document = await site.WriteAsync("editor", "Mine to see", Words);
        var other = await site.WriteAsync("editor", "Another", Words);
        var reviewer = await site.SignInAsync("reviewer");
        await RemarkAsync(reviewer, other, "interpreters", "Elsewhere");
        (await PostAsync(reviewer, document, "Resolve", new() { ["thread"] = (await ThreadsAsync(other))[0].ThreadId })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_comparison_is_shown_side_by_side_when_asked_for()
    {
        var document = await site.WriteAsync("editor", "Two columns", "The network met in Bangkok.");
        await site.AsAsync("", services => services.GetRequiredService<ContentManager>().PublishAsync(document.ContentItemId));
        await site.ChangeAsync("editor", document.ContentItemId, "The network <b>met</b> in Hanoi.");
        var reviewer = await site.SignInAsync("reviewer");
        var page = await reviewer.GetAsync(PageOf(document));
        page.Text.ShouldNotContain("diff-sides");
        page.Words.ShouldContain("now bold");
        var address = WebUtility.HtmlDecode(Regex.Match(page.Text, @"href=""([^""]*view=side)#changes""").Groups[1].Value);
        page = await reviewer.GetAsync(address);
        page.Text.ShouldContain("diff-sides");
        var row = Regex.Match(page.Text, @"<td data-label=""Before"">(.*?)</td>\s*<td data-label=""After"">(.*?)</td>", RegexOptions.Singleline);
        row.Groups[1].Value.ShouldContain("Bangkok");
        row.Groups[1].Value.ShouldNotContain("Hanoi");
        row.Groups[2].Value.ShouldContain("Hanoi");
        row.Groups[2].Value.ShouldNotContain("Bangkok");
    }

    private static string PageOf(ContentItem item) => $"/review/{item.ContentItemId}";

    private static Task<Answer> PostAsync(Browser browser, ContentItem item, string handler, Dictionary<string, string> values) =>
        browser.PostAsync(PageOf(item), values, $"{PageOf(item)}?handler={handler}");

    private static Task<Answer> RemarkAsync(Browser browser, ContentItem item, string quote, string text, string? replacement = null, params (string Name, string Value)[] others)
    {
        var values = new Dictionary<string, string> { ["Remark.Quote"] = quote, ["Remark.Text"] = text, ["Remark.Replacement"] = replacement ?? "" };
        foreach (var (name, value) in others)
            values[name] = value;
        return PostAsync(browser, item, "Remark", values);
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action) => site.AsAsync(userName, services =>
        services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId));

    private Task<IReadOnlyList<CommentThread>> ThreadsAsync(ContentItem item) =>
        site.AsAsync("", services => services.GetRequiredService<ICommentStore>().ListAsync(item.ContentItemId, default));

    private async Task<IEnumerable<string>> NoticesAsync(string userName, string title) => await site.AsAsync(userName, async services =>
    {
        var user = await services.GetRequiredService<UserManager<MhgUser>>().FindByNameAsync(userName);
        var notices = await services.GetRequiredService<Mhg.Workflows.Notices.INoticeStore>().ListAsync(user!.Id, 0, 100, default);
        return notices.Select(notice => notice.Subject).Where(subject => subject.EndsWith(title, StringComparison.Ordinal));
    });
}
