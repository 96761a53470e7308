using System.Net;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

public sealed class ReviewPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_editor_submits_a_reviewer_approves_and_readers_see_it()
    {
        var document = await site.WriteAsync("editor", "Portability of social protection");
        var editor = await site.SignInAsync("editor");
        (await SubmitAsync(editor, document)).Status.ShouldBe(HttpStatusCode.Redirect);

        var reviewer = await site.SignInAsync("reviewer");
        (await reviewer.GetAsync("/review")).Words.ShouldContain("Portability of social protection");
        var page = await reviewer.GetAsync(PageOf(document));
        page.Words.ShouldContain("This is its first review");
        page.Words.ShouldContain("Words of a document.");
        var answer = await reviewer.SendAsync(page, PageOf(document), new() { ["decision"] = "Approve" });

        answer.Location.ShouldBe("/review");
        (await reviewer.GetAsync("/review")).Words.ShouldContain("“Portability of social protection” is published.");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published))!.ContentItemVersionId.ShouldBe(document.ContentItemVersionId);
    }

    [Fact]
    public async Task After_a_decision_the_queue_leads_on_to_the_next_draft_that_is_theirs()
    {
        var first = await SubmittedAsync("Decided first");
        await SubmittedAsync("Decided next");
        var reviewer = await site.SignInAsync("reviewer");
        (await reviewer.GetAsync("/review")).Words.ShouldNotContain("Next:");
        await reviewer.PostAsync(PageOf(first), new() { ["decision"] = "Approve" });
        var queue = await reviewer.GetAsync("/review");
        var next = System.Text.RegularExpressions.Regex.Match(queue.Text, "href=\"(/review/[a-z0-9]+)\">Next:").Groups[1].Value;
        (await reviewer.GetAsync(next)).Text.ShouldContain("value=\"Approve\"");
        (await reviewer.GetAsync("/review")).Words.ShouldNotContain("Next:", customMessage: "it is offered once");
    }

    [Fact]
    public async Task Who_decides_what_was_published_meanwhile_learns_that_and_is_not_called_mistaken()
    {
        var document = await SubmittedAsync("Published meanwhile");
        var reviewer = await site.SignInAsync("reviewer");
        var seen = await reviewer.GetAsync(PageOf(document));
        await site.AsAsync("", services => services.GetRequiredService<ContentManager>().PublishAsync(document.ContentItemId));

        var answer = await reviewer.SendAsync(seen, PageOf(document), new() { ["decision"] = "Approve" });
        answer.Words.ShouldContain("“Published meanwhile” has been published meanwhile.");
        answer.Words.ShouldContain("That could not be done");
        answer.Words.ShouldNotContain("needs to be corrected");
    }

    [Fact]
    public async Task An_editor_can_not_approve()
    {
        var document = await SubmittedAsync("Not by an editor");
        var other = await site.SignInAsync("editor2");

        var page = await other.GetAsync(PageOf(document));
        page.Text.ShouldNotContain("value=\"Approve\"");
        var answer = await other.SendAsync(page, PageOf(document), new() { ["decision"] = "Approve" });

        answer.Words.ShouldContain("“Decide” is for people in the roles Reviewer, Administrator.");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_last_changed_a_draft_can_not_approve_it()
    {
        var document = await site.WriteAsync("editor", "Four eyes");
        document = await site.ChangeAsync("reviewer", document.ContentItemId, "The reviewer's own words.");
        await TakeAsync("editor", document, "Submit for review");

        var reviewer = await site.SignInAsync("reviewer");
        (await reviewer.GetAsync("/review?person=reviewer")).Words.ShouldContain("Someone else has to decide");
        var page = await reviewer.GetAsync(PageOf(document));
        page.Words.ShouldContain("You were the last to change “Four eyes”.");
        page.Text.ShouldNotContain("value=\"Approve\"");
        (await reviewer.SendAsync(page, PageOf(document), new() { ["decision"] = "Approve" })).Words.ShouldContain("“Approve” is for somebody else.");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();

        var second = await site.SignInAsync("reviewer2");
        (await second.PostAsync(PageOf(document), new() { ["decision"] = "Approve" })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?handler=Comment")]
    public async Task What_was_written_when_the_sign_in_had_expired_is_held_until_the_reviewer_is_back(string handler)
    {
        var document = await SubmittedAsync($"Held for the reviewer{handler}");
        var reviewer = await site.SignInAsync("reviewer");
        var page = await reviewer.GetAsync(PageOf(document));

        var held = await site.Visit().SendAsync(page, PageOf(document) + handler, new() { ["decision"] = "Request changes", ["Input.Comment"] = "Written for an hour." });
        held.Status.ShouldBe(HttpStatusCode.Unauthorized);
        held.Text.ShouldContain("<title>You are signed out");
        held.Words.ShouldNotContain("Held for the reviewer", customMessage: "drafts are not for visitors");

        // Signed in again in another tab: what the page holds comes back to the form, and nothing is done unasked.
        var back = await reviewer.SendAsync(held, PageOf(document) + handler, []);
        back.Status.ShouldBe(HttpStatusCode.BadRequest);
        back.Words.ShouldContain("Nothing is done yet");
        back.Text.ShouldContain("Written for an hour.</textarea>");
        (await site.HistoryAsync(document.ContentItemId))[0].Name.ShouldBe("Submit for review");
        (await reviewer.SendAsync(back, PageOf(document), new() { ["decision"] = "Request changes", ["Input.Comment"] = "Written for an hour." })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await site.HistoryAsync(document.ContentItemId))[0].Comment.ShouldBe("Written for an hour.");
    }

    [Theory]
    [InlineData("Request changes")]
    [InlineData("Reject")]
    public async Task Handing_a_draft_back_needs_a_comment(string decision)
    {
        var document = await SubmittedAsync($"Comment for {decision}");
        var reviewer = await site.SignInAsync("reviewer");

        var answer = await reviewer.PostAsync(PageOf(document), new() { ["decision"] = decision, ["Input.Comment"] = "  " });
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Words.ShouldContain($"“{decision}” needs a comment");
        answer.Text.ShouldContain("href=\"#Input_Comment\"");
        await Should.ThrowAsync<ContentRefusedException>(() => TakeAsync("reviewer", document, decision));

        (await reviewer.SendAsync(answer, PageOf(document), new() { ["decision"] = decision, ["Input.Comment"] = "Name the agreement." })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await site.HistoryAsync(document.ContentItemId))[0].ShouldSatisfyAllConditions(
            last => last.Name.ShouldBe(decision), last => last.Comment.ShouldBe("Name the agreement."));
    }

    [Fact]
    public async Task The_editor_reads_the_comment_on_the_desk_and_in_the_notices_and_submits_again()
    {
        var document = await SubmittedAsync("Comes back");
        await TakeAsync("reviewer", document, "Request changes", "Please name the agreement.");

        var editor = await site.SignInAsync("editor");
        var desk = await editor.GetAsync("/desk?tab=returned");
        desk.Words.ShouldContain("Comes back");
        desk.Words.ShouldContain("Somchai Prasert chose “Request changes”");
        desk.Words.ShouldContain("Please name the agreement.");
        (await editor.GetAsync("/notices")).Words.ShouldContain("A reviewer asks for changes to Comes back. Please name the agreement.");

        document = await site.ChangeAsync("editor", document.ContentItemId, "The agreement of 2019.");
        (await editor.GetAsync("/desk?tab=returned")).Words.ShouldContain("Comes back");
        await TakeAsync("editor", document, "Submit for review");
        (await editor.GetAsync("/desk?tab=returned")).Words.ShouldNotContain("Comes back");
        (await editor.GetAsync("/desk?tab=waiting")).Words.ShouldContain("Comes back");
        (await (await site.SignInAsync("reviewer")).GetAsync(PageOf(document))).Words.ShouldContain("Please name the agreement.");
    }

    [Fact]
    public async Task A_rejected_draft_waits_for_a_change_before_it_can_be_submitted_again()
    {
        var document = await SubmittedAsync("Turned down");
        await TakeAsync("reviewer", document, "Reject", "Not ours to say.");
        var editor = await site.SignInAsync("editor");

        (await editor.GetAsync("/desk?tab=returned")).Words.ShouldContain("Turned down");
        (await editor.GetAsync(PageOf(document))).Text.ShouldNotContain("value=\"Submit for review\"");
        document = await site.ChangeAsync("editor", document.ContentItemId, "Said otherwise.");
        (await editor.GetAsync(PageOf(document))).Text.ShouldContain("value=\"Submit for review\"");
    }

    [Fact]
    public async Task A_change_after_submitting_withdraws_the_request()
    {
        var document = await SubmittedAsync("Withdrawn by a change");
        var reviewer = await site.SignInAsync("reviewer");
        var seen = await reviewer.GetAsync(PageOf(document));
        await site.ChangeAsync("editor", document.ContentItemId, "Second thoughts.");

        (await reviewer.GetAsync("/review")).Words.ShouldNotContain("Withdrawn by a change");
        var answer = await reviewer.SendAsync(seen, PageOf(document), new() { ["decision"] = "Approve", ["Input.Comment"] = "Well said." });
        answer.Words.ShouldContain("was changed by editor in the meantime");
        answer.Words.ShouldContain("Second thoughts.");
        answer.Text.ShouldContain("Well said.");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
    }

    [Fact]
    public async Task A_decision_about_an_older_version_is_refused_even_when_the_new_one_was_submitted()
    {
        var document = await SubmittedAsync("Older version");
        var reviewer = await site.SignInAsync("reviewer");
        var seen = await reviewer.GetAsync(PageOf(document));
        var changed = await site.ChangeAsync("editor", document.ContentItemId, "Something else entirely.");
        await TakeAsync("editor", changed, "Submit for review");

        var answer = await reviewer.SendAsync(seen, PageOf(document), new() { ["decision"] = "Approve" });
        answer.Words.ShouldContain("in the meantime");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();

        (await reviewer.SendAsync(answer, PageOf(document), new() { ["decision"] = "Approve" })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published))!.ContentItemVersionId.ShouldBe(changed.ContentItemVersionId);
    }

    [Fact]
    public async Task Of_two_reviewers_one_decides_and_the_other_is_told_who_and_what()
    {
        var document = await SubmittedAsync("Two at once");
        var browsers = new[] { await site.SignInAsync("reviewer"), await site.SignInAsync("reviewer2") };
        var pages = await Task.WhenAll(browsers.Select(browser => browser.GetAsync(PageOf(document))));

        var answers = await Task.WhenAll(browsers.Zip(pages, (browser, page) => browser.SendAsync(page, PageOf(document), new() { ["decision"] = "Approve" })));

        answers.Count(answer => answer.Status == HttpStatusCode.Redirect).ShouldBe(1);
        answers.Single(answer => answer.Status == HttpStatusCode.OK).Words.ShouldMatch("(reviewer2?|published)");
        (await site.HistoryAsync(document.ContentItemId)).Count(happened => happened.Name == "Approve").ShouldBe(1);
    }

    [Fact]
    public async Task An_item_has_one_workflow_however_often_it_is_saved()
    {
        var document = await site.WriteAsync("editor", "Saved often");
        for (var i = 0; i < 5; i++)
            document = await site.ChangeAsync(i % 2 == 0 ? "editor" : "editor2", document.ContentItemId, $"Words {i}.");
        await TakeAsync("editor", document, "Submit for review");
        for (var i = 0; i < 3; i++)
            document = await site.ChangeAsync("editor", document.ContentItemId, $"More words {i}.");

        (await site.AsAsync("", services => services.GetRequiredService<IWorkflowStore>().CountAsync(new WorkflowQuery { CorrelationId = document.ContentItemId }, default))).ShouldBe(1);
    }

    [Fact]
    public async Task What_changed_against_the_published_version_is_shown()
    {
        var document = await SubmittedAsync("Compared", "The network met in Bangkok.");
        await TakeAsync("reviewer", document, "Approve");
        document = await site.ChangeAsync("editor", document.ContentItemId, "The network met in Hanoi.");
        await TakeAsync("editor", document, "Submit for review");

        var page = await (await site.SignInAsync("reviewer")).GetAsync(PageOf(document));
        page.Text.ShouldMatch("<del>.*removed: .*Bangkok");
        page.Text.ShouldMatch("<ins>.*added: .*Hanoi");
        page.Words.ShouldNotContain("first review");
    }

    [Fact]
    public async Task A_comment_decides_nothing_and_reaches_the_owner()
    {
        var document = await SubmittedAsync("Talked about");
        var reviewer = await site.SignInAsync("reviewer");

        (await reviewer.PostAsync(PageOf(document), new() { ["Input.Comment"] = "Is <b>2019</b> right?" }, PageOf(document) + "?handler=Comment")).Status.ShouldBe(HttpStatusCode.Redirect);

        var page = await reviewer.GetAsync(PageOf(document));
        page.Text.ShouldContain("Is &lt;b&gt;2019&lt;/b&gt; right?");
        page.Text.ShouldContain("value=\"Approve\"");
        (await (await site.SignInAsync("editor")).GetAsync("/notices")).Words.ShouldContain("Somchai Prasert: Is <b>2019</b> right?");
        (await reviewer.PostAsync(PageOf(document), new() { ["Input.Comment"] = " " }, PageOf(document) + "?handler=Comment")).Words.ShouldContain("Write the comment first.");
    }

    [Fact]
    public async Task A_submission_reaches_every_reviewer_and_the_notice_leads_to_the_review()
    {
        var document = await SubmittedAsync("For all reviewers");
        foreach (var name in (string[])["reviewer", "reviewer2"])
        {
            var reviewer = await site.SignInAsync(name);
            var notices = await reviewer.GetAsync("/notices");
            notices.Words.ShouldContain("For review: For all reviewers");
            var link = System.Text.RegularExpressions.Regex.Match(notices.Text, $"/notices/[a-z0-9]+/{document.ContentItemId}").Value;
            (await reviewer.GetAsync(link)).Location.ShouldBe(PageOf(document));
        }
    }

    [Fact]
    public async Task The_site_can_be_restarted_in_the_middle_of_a_review()
    {
        var document = await SubmittedAsync("Over a restart");
        var restarted = site.Restarted();
        try
        {
            var reviewer = await restarted.SignInAsync("reviewer");
            (await reviewer.PostAsync(PageOf(document), new() { ["decision"] = "Approve" })).Status.ShouldBe(HttpStatusCode.Redirect);
        }
        finally
        {
            await restarted.DisposeAsync();
        }
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Members_and_visitors_learn_nothing_of_drafts()
    {
        var document = await SubmittedAsync("Not for members");
        var member = await site.SignInAsync("member");
        (await member.GetAsync(PageOf(document))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await member.PostAsync("/notices", new() { ["decision"] = "Approve", ["Input.Version"] = document.ContentItemVersionId }, PageOf(document))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await member.GetAsync("/review")).Status.ShouldNotBe(HttpStatusCode.OK);
        (await member.GetAsync("/desk")).Status.ShouldNotBe(HttpStatusCode.OK);
        (await new Browser(site.CreateClient(new() { AllowAutoRedirect = false })).GetAsync(PageOf(document))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await (await site.SignInAsync("reviewer")).GetAsync("/review/4nothing00000000000000000")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_decision_without_the_form_of_the_page_is_refused()
    {
        var document = await SubmittedAsync("Forged");
        var reviewer = await site.SignInAsync("reviewer");
        var answer = await reviewer.SendAsync(new Answer(HttpStatusCode.OK, "", null), PageOf(document), new() { ["decision"] = "Approve", ["Input.Version"] = document.ContentItemVersionId });
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_is_shown_beside_what_readers_see_now_when_that_is_chosen()
    {
        var document = await SubmittedAsync("Beside each other");
        var reviewer = await site.SignInAsync("reviewer");
        (await reviewer.GetAsync($"{PageOf(document)}?look=beside")).Words.ShouldNotContain("What readers see now", customMessage: "they see nothing yet");
        await TakeAsync("reviewer", document, "Approve");
        document = await site.ChangeAsync("editor", document.ContentItemId, "Words of the next edition.");

        var draft = (await reviewer.GetAsync($"{PageOf(document)}?view=side")).Text;
        PreviewsIn(draft).ShouldHaveSingleItem().ShouldContain("Words of the next edition.");
        draft.ShouldContain("?view=side&amp;look=beside#preview", customMessage: "choices are kept in the address");
        var beside = (await reviewer.GetAsync($"{PageOf(document)}?view=side&look=beside")).Text;

        var previews = PreviewsIn(beside);
        previews.Length.ShouldBe(2);
        previews[0].ShouldContain("Words of the next edition.");
        previews[1].ShouldContain("Words of a document.");
        beside.ShouldContain("?look=beside&amp;view=line#changes");
    }

    private static string[] PreviewsIn(string page) =>
        [.. page.Split("<div class=\"preview\"").Skip(1).Select(rest => rest.Split("<section class=\"section\" aria-labelledby=\"text\"")[0])];

    private static string PageOf(ContentItem item) => $"/review/{item.ContentItemId}";

    private static Task<Answer> SubmitAsync(Browser browser, ContentItem item) => browser.PostAsync(PageOf(item), new() { ["decision"] = "Submit for review" });

    private async Task<ContentItem> SubmittedAsync(string title, string body = "Words of a document.")
    {
        var item = await site.WriteAsync("editor", title, body);
        await TakeAsync("editor", item, "Submit for review");
        return item;
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action, string? comment = null) =>
        site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId, comment));
}
