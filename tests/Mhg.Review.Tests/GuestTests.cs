using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Review.Outsiders;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Outsiders;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Review.Tests;

/// <summary>People without an account, who see one draft by a link.</summary>
public sealed partial class GuestTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_guest_reads_the_draft_comments_and_approves_and_all_of_it_is_in_the_history()
    {
        var document = await SubmittedAsync("Read by a guest");
        var reviewer = await site.SignInAsync("reviewer");
        var link = await InviteAsync(reviewer, document, new() { ["Invite.Message"] = "Are the figures right?" });
        (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("Jane Doe jane@example.org , asked by Somchai Prasert to comment and decide");
        (await reviewer.GetAsync(PageOf(document))).Text.ShouldNotContain(link, customMessage: "the link is shown once");

        var guest = site.Visit();
        var page = await guest.GetAsync(link);
        page.Words.ShouldContain("Somchai Prasert asks you, Jane Doe, to read it and to comment on it or decide.");
        page.Words.ShouldContain("Are the figures right?");
        page.Words.ShouldContain("Words of a document.");
        page.Text.ShouldNotContain("/sign-in");
        page.Text.ShouldNotContain("value=\"Withdraw\"", customMessage: "that is for its editor");
        (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("Last opened");

        (await guest.SendAsync(page, $"{link}?handler=Comment", new() { ["Input.Comment"] = "The second figure is of 2019." })).Location.ShouldBe(link);
        (await guest.GetAsync(link)).Words.ShouldContain("Thank you: your comment is kept.");
        (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("Jane Doe (guest)");
        (await reviewer.GetAsync("/notices")).Words.ShouldContain("Jane Doe (guest): The second figure is of 2019.");
        (await (await site.SignInAsync("editor")).GetAsync("/notices")).Words.ShouldContain("Jane Doe (guest): The second figure is of 2019.");

        (await guest.SendAsync(page, link, new() { ["decision"] = "Approve" })).Location.ShouldBe(link);
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published))!.ContentItemVersionId.ShouldBe(document.ContentItemVersionId);
        var settled = await guest.GetAsync(link);
        settled.Words.ShouldContain("It is settled");
        settled.Words.ShouldContain("You chose “Approve”");
        settled.Words.ShouldNotContain("Words of a document.");
        (await reviewer.GetAsync("/notices")).Words.ShouldContain("Jane Doe, whom you asked, chose “Approve” for Read by a guest.");

        var history = (await reviewer.GetAsync(PageOf(document))).Words;
        history.ShouldContain("Somchai Prasert asked Jane Doe, who has no account, to comment and decide");
        history.ShouldContain("Jane Doe (guest) opened their link for the first time, asked by Somchai Prasert");
        history.ShouldContain("Jane Doe (guest) commented, asked by Somchai Prasert");
        history.ShouldContain("Jane Doe (guest) chose “Approve”, asked by Somchai Prasert");
        var events = await site.HistoryAsync(document.ContentItemId);
        var invited = events.Single(happened => happened.Name == "GuestInvited");
        events.Single(happened => happened.Name == "Approve").ShouldSatisfyAllConditions(
            approved => approved.UserId.ShouldBeNull(),
            approved => approved.UserName.ShouldBe("Jane Doe (guest)"),
            approved => Decision.Of(approved)!.GuestLinkId.ShouldBe((string?)invited.Data!["GuestLinkId"]),
            approved => Decision.Of(approved)!.InvitedById.ShouldBe(invited.UserId));
    }

    [Fact]
    public async Task A_guest_reads_the_answers_to_their_own_comments_and_nothing_else_that_is_said()
    {
        var document = await SubmittedAsync("Answered to a guest");
        var reviewer = await site.SignInAsync("reviewer");
        var link = await InviteAsync(reviewer, document, []);
        var other = await InviteAsync(reviewer, document, new() { ["Invite.Name"] = "Somebody Else", ["Invite.Email"] = "else@example.org" });
        var guest = site.Visit();
        (await guest.GetAsync(link)).Words.ShouldNotContain("Your comments");
        await guest.PostAsync(link, new() { ["Input.Comment"] = "Is 2019 right?" }, $"{link}?handler=Comment");
        await site.Visit().PostAsync(other, new() { ["Input.Comment"] = "Of another guest." }, $"{other}?handler=Comment");
        await PostAsync(reviewer, document, "Comment", new() { ["Input.Comment"] = "Among ourselves." });
        var threads = await site.AsAsync("", services => services.GetRequiredService<ICommentStore>().ListAsync(document.ContentItemId, default));
        var own = threads.Single(thread => thread.Comments[0].Text == "Is 2019 right?").ThreadId;
        await PostAsync(await site.SignInAsync("editor"), document, "Reply", new() { ["Reply.ThreadId"] = own, ["Reply.Text"] = "It is 2020." });

        var page = (await guest.GetAsync(link)).Words;
        page.ShouldContain("Your comments");
        page.ShouldMatch("Is 2019 right\\?.*Ana Reyes.*It is 2020\\.");
        page.ShouldNotContain("Of another guest.");
        page.ShouldNotContain("Among ourselves.");
        await PostAsync(reviewer, document, "Resolve", new() { ["thread"] = own });
        (await guest.GetAsync(link)).Words.ShouldContain("Settled by Somchai Prasert");
    }

    [Fact]
    public async Task The_link_is_sent_by_e_mail_and_only_its_hash_is_stored()
    {
        var document = await SubmittedAsync("Sent by e-mail");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, new() { ["Invite.Email"] = "hugo@example.org", ["Invite.Name"] = "Hugo", ["Invite.Message"] = "Please hurry." });

        var mail = await MailAsync("hugo@example.org");
        mail.ShouldContain("Dear Hugo,");
        mail.ShouldContain("Somchai Prasert asks you to read the draft “Sent by e-mail”");
        mail.ShouldContain("Please hurry.");
        mail.ShouldContain(link);
        mail.ShouldContain("Reply-To: reviewer@");
        var token = link.Split('/')[^1];
        (await site.AsAsync("", services => services.GetRequiredService<IGuestLinkStore>().FindAsync(token, default))).ShouldBeNull();
        (await site.HistoryAsync(document.ContentItemId)).ShouldAllBe(happened => happened.Data == null || !happened.Data.ToJsonString(null).Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_at_the_link_does_nothing_but_note_that_it_was_opened()
    {
        var document = await SubmittedAsync("Looked at by a scanner");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
        var before = await site.HistoryAsync(document.ContentItemId);
        using var client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using (var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, link)))
            head.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LinkAsync(document)).OpenedUtc.ShouldBeNull();
        foreach (var address in (string[])[$"{link}?decision=Approve", $"{link}?handler=Comment&Input.Comment=Words", link])
        {
            using var answer = await client.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.CacheControl.ShouldBe(new CacheControlHeaderValue { NoStore = true, NoCache = answer.Headers.CacheControl!.NoCache });
            answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        }

        (await LinkAsync(document)).ShouldSatisfyAllConditions(seen => seen.OpenedUtc.ShouldNotBeNull(), seen => seen.Decision.ShouldBeNull(), seen => seen.CommentedUtc.ShouldBeNull());
        (await site.HistoryAsync(document.ContentItemId)).Select(happened => happened.Name).ShouldBe(["GuestOpened", .. before.Select(happened => happened.Name)]);
        // A form that the page has not made is refused, and what was typed is still there.
        using var forged = await client.PostAsync($"{link}?handler=Comment", new FormUrlEncodedContent([new("Input.Comment", "From elsewhere.")]));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await forged.Content.ReadAsStringAsync()).ShouldContain("From elsewhere.</textarea>");
        (await LinkAsync(document)).CommentedUtc.ShouldBeNull();
    }

    [Fact]
    public async Task An_editor_gets_nobody_to_approve_their_own_text()
    {
        var document = await site.WriteAsync("reviewer", "My own words");
        document = await site.ChangeAsync("reviewer", document.ContentItemId, "Changed by the reviewer.");
        await TakeAsync("editor", document, "Submit for review");

        // Who wrote it last decides nothing, and nobody can in their place; neither can an editor who may not decide at all.
        foreach (var person in (string[])["reviewer", "editor"])
        {
            var browser = await site.SignInAsync(person);
            (await browser.GetAsync(PageOf(document))).Text.ShouldNotContain("Ask somebody without an account");
            (await PostAsync(browser, document, "Invite", Invitation)).Words.ShouldContain("nobody can be asked to decide in your place");
        }
        (await site.HistoryAsync(document.ContentItemId)).ShouldNotContain(happened => happened.Name == "GuestInvited");

        // Another reviewer asks a guest, and then writes in the draft: the guest can approve it no more than they can.
        var second = await site.SignInAsync("reviewer2");
        var link = await InviteAsync(second, document, []);
        document = await site.ChangeAsync("reviewer2", document.ContentItemId, "Changed by the one who asked.");
        await TakeAsync("editor", document, "Submit for review");
        var guest = site.Visit();
        var page = await guest.GetAsync(link);
        page.Words.ShouldContain("Nok Chai can’t decide about it now, and so you can’t in their place.");
        page.Text.ShouldNotContain("value=\"Approve\"");
        (await guest.SendAsync(page, link, new() { ["decision"] = "Approve" })).Words.ShouldContain("“Approve” is not possible now.");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
        (await guest.SendAsync(page, $"{link}?handler=Comment", new() { ["Input.Comment"] = "Say it shorter." })).Location.ShouldBe(link);
    }

    [Fact]
    public async Task A_link_for_comments_decides_nothing()
    {
        var document = await SubmittedAsync("Only for comments");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, new() { ["Invite.MayDecide"] = "false" });
        var guest = site.Visit();
        var page = await guest.GetAsync(link);

        page.Text.ShouldNotContain("name=\"decision\"");
        foreach (var action in (string[])["Approve", "Withdraw"])
            (await guest.SendAsync(page, link, new() { ["decision"] = action })).Words.ShouldContain("This link is for comments.");
        (await guest.SendAsync(page, $"{link}?handler=Comment", new() { ["Input.Comment"] = " " })).Words.ShouldContain("Write the comment first.");
        (await guest.SendAsync(page, $"{link}?handler=Comment", new() { ["Input.Comment"] = "Well said." })).Location.ShouldBe(link);
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_takes_so_many_comments_and_says_whom_to_write_to_then()
    {
        var document = await SubmittedAsync("Much to say");
        var reviewer = await site.SignInAsync("reviewer");
        var link = await InviteAsync(reviewer, document, []);
        var guest = site.Visit();
        var page = await guest.GetAsync(link);
        for (var said = 0; said < GuestVisits.MostComments; said++)
            (await guest.SendAsync(page, $"{link}?handler=Comment", new() { ["Input.Comment"] = $"Comment {said}" })).Location.ShouldBe(link);

        var refused = await guest.SendAsync(page, $"{link}?handler=Comment", new() { ["Input.Comment"] = "One more." });
        refused.Words.ShouldContain("These are 50 comments, as many as a link takes. Write to Somchai Prasert.");
        refused.Text.ShouldContain("One more.</textarea>");
        var other = await InviteAsync(reviewer, document, new() { ["Invite.Email"] = "joan@example.org" });
        (await guest.SendAsync(await guest.GetAsync(other), $"{other}?handler=Comment", new() { ["Input.Comment"] = "Mine." })).Location.ShouldBe(other);
        (await guest.SendAsync(page, link, new() { ["decision"] = "Approve" })).Location.ShouldBe(link);
    }

    [Fact]
    public async Task A_guest_decides_what_the_review_offers_and_with_a_comment_where_one_is_needed()
    {
        var document = await SubmittedAsync("Asked for changes");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
        var guest = site.Visit();
        var page = await guest.GetAsync(link);

        (await guest.SendAsync(page, link, new() { ["decision"] = "Reject" })).Words.ShouldContain("“Reject” needs a comment");
        (await guest.SendAsync(page, link, new() { ["decision"] = "Withdraw" })).Words.ShouldContain("“Withdraw” is not possible now.");
        (await guest.SendAsync(page, link, [])).Words.ShouldContain("Choose what is to be done");
        var tooLong = await guest.SendAsync(page, link, new() { ["decision"] = "Reject", ["Input.Comment"] = new string('a', UserTasks.LongestComment + 1) });
        tooLong.Words.ShouldContain("The comment is 1 characters too long");
        tooLong.Text.ShouldContain($"{new string('a', 100)}");
        (await guest.SendAsync(page, link, new() { ["decision"] = "Request changes", ["Input.Comment"] = "Name the year." })).Location.ShouldBe(link);

        // Once it is submitted again, the link shows it again.
        (await guest.GetAsync(link)).Words.ShouldContain("The draft is being worked on");
        document = await site.ChangeAsync("editor", document.ContentItemId, "Words of 2019.");
        (await guest.GetAsync(link)).Words.ShouldNotContain("Words of 2019.");
        await TakeAsync("editor", document, "Submit for review");
        page = await guest.GetAsync(link);
        page.Words.ShouldContain("The draft was changed since you saw it last.");
        page.Words.ShouldContain("Words of 2019.");
        (await guest.SendAsync(page, link, new() { ["decision"] = "Approve" })).Location.ShouldBe(link);

        // The link was for this draft and not for the next one.
        document = await site.ChangeAsync("editor", document.ContentItemId, "The next edition.");
        await TakeAsync("editor", document, "Submit for review");
        (await guest.GetAsync(link)).Words.ShouldContain("It is settled");
    }

    [Fact]
    public async Task A_draft_that_is_submitted_again_as_it_was_is_decided_again()
    {
        var document = await SubmittedAsync("As it was");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
        var guest = site.Visit();
        (await guest.SendAsync(await guest.GetAsync(link), link, new() { ["decision"] = "Request changes", ["Input.Comment"] = "Name the year." })).Location.ShouldBe(link);
        await TakeAsync("editor", document, "Submit for review");

        (await guest.SendAsync(await guest.GetAsync(link), link, new() { ["decision"] = "Approve" })).Location.ShouldBe(link);
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(ReviewOfChange.Restart, "Look at the new version first")]
    [InlineData(ReviewOfChange.Withdraw, "The draft is being worked on")]
    public async Task A_draft_that_was_changed_is_to_be_looked_at_again(ReviewOfChange rule, string told)
    {
        await site.SetRuleAsync(rule);
        try
        {
            var document = await SubmittedAsync($"Changed meanwhile, {rule}");
            var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
            var guest = site.Visit();
            var seen = await guest.GetAsync(link);
            await site.ChangeAsync("editor", document.ContentItemId, "Second thoughts.");

            var answer = await guest.SendAsync(seen, link, new() { ["decision"] = "Approve", ["Input.Comment"] = "Fine with me." });

            answer.Words.ShouldContain(told);
            answer.Text.ShouldContain("Fine with me.", customMessage: "nothing that was typed is lost");
            answer.Words.Contains("Second thoughts.", StringComparison.Ordinal).ShouldBe(rule == ReviewOfChange.Restart);
            (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
            (await LinkAsync(document)).Decision.ShouldBeNull();
            if (rule == ReviewOfChange.Restart)
                (await guest.SendAsync(answer, link, new() { ["decision"] = "Approve" })).Location.ShouldBe(link);
        }
        finally
        {
            await site.SetRuleAsync(ReviewOfChange.Withdraw);
        }
    }

    [Fact]
    public async Task Somebody_else_decided_first()
    {
        var document = await SubmittedAsync("Decided by another");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
        var guest = site.Visit();
        var seen = await guest.GetAsync(link);
        await TakeAsync("reviewer2", document, "Approve");

        var answer = await guest.SendAsync(seen, link, new() { ["decision"] = "Reject", ["Input.Comment"] = "Too early." });

        answer.Words.ShouldContain("Nothing was done: the draft does not wait for an answer any more.");
        answer.Words.ShouldContain("It is settled");
        answer.Words.ShouldContain("What you wrote");
        answer.Words.ShouldContain("Too early.");
        (await guest.SendAsync(seen, $"{link}?handler=Comment", new() { ["Input.Comment"] = "Too late." })).Words.ShouldContain("Nothing was done");
        (await site.HistoryAsync(document.ContentItemId)).ShouldNotContain(happened => happened.Name == "Reject" || happened.Name == "Commented");
    }

    [Fact]
    public async Task A_link_that_was_withdrawn_shows_nothing_from_that_moment()
    {
        var document = await SubmittedAsync("Withdrawn from the guest");
        var reviewer = await site.SignInAsync("reviewer");
        var link = await InviteAsync(reviewer, document, []);
        var guest = site.Visit();
        var seen = await guest.GetAsync(link);
        var id = (await LinkAsync(document)).LinkId;
        (await PostAsync(await site.SignInAsync("editor"), document, "WithdrawGuest", new() { ["link"] = id })).Words.ShouldContain("This link is for who has asked, or for a reviewer, to withdraw.");
        var other = await SubmittedAsync("Another draft");
        (await PostAsync(reviewer, other, "WithdrawGuest", new() { ["link"] = id })).Words.ShouldContain("to withdraw.");

        (await PostAsync(reviewer, document, "WithdrawGuest", new() { ["link"] = id })).Location.ShouldBe(PageOf(document));

        (await PostAsync(reviewer, document, "WithdrawGuest", new() { ["link"] = id })).Words.ShouldContain("This link was withdrawn already.");
        var gone = await guest.GetAsync(link);
        gone.Status.ShouldBe(HttpStatusCode.Gone);
        gone.Words.ShouldContain("This link was withdrawn");
        gone.Words.ShouldNotContain("Words of a document.");
        var answer = await guest.SendAsync(seen, link, new() { ["decision"] = "Approve" });
        answer.Status.ShouldBe(HttpStatusCode.Gone);
        answer.Words.ShouldContain("Nothing was done");
        answer.Words.ShouldNotContain("needs to be corrected", customMessage: "it is no mistake of the guest");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
        (await reviewer.GetAsync(PageOf(document))).Words.ShouldContain("Somchai Prasert withdrew the link of Jane Doe");
    }

    [Fact]
    public async Task A_link_ends_with_its_days_and_is_removed_some_weeks_later()
    {
        await using var own = new Site();
        await own.InitializeAsync();
        var guests = new GuestTests(own);
        var document = await guests.SubmittedAsync("Days are over");
        var link = await InviteAsync(await own.SignInAsync("reviewer"), document, new() { ["Invite.Days"] = "2" });
        var guest = own.Visit();
        var seen = await guest.GetAsync(link);
        own.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromHours(1));
        (await guest.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);

        own.Clock.Advance(TimeSpan.FromHours(1));

        var over = await guest.GetAsync(link);
        over.Status.ShouldBe(HttpStatusCode.Gone);
        over.Words.ShouldContain("The days of this link are over");
        over.Words.ShouldNotContain("Words of a document.");
        (await guest.SendAsync(seen, link, new() { ["decision"] = "Approve" })).Words.ShouldContain("Nothing was done");
        (await own.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();

        await TrimAsync(own);
        (await guest.GetAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
        own.Clock.Advance(TimeSpan.FromDays(31));
        await TrimAsync(own);
        (await guest.GetAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Wrong_links_lead_nowhere_and_many_of_them_have_to_wait()
    {
        await using var own = new Site();
        await own.InitializeAsync();
        var document = await new GuestTests(own).SubmittedAsync("Guessed");
        var link = await InviteAsync(await own.SignInAsync("reviewer"), document, []);
        var guest = own.Visit();
        var cut = await guest.GetAsync(link[..^1]);
        cut.Status.ShouldBe(HttpStatusCode.NotFound);
        cut.Words.ShouldContain("This link leads nowhere");
        cut.Words.ShouldNotContain("Guessed");
        (await guest.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);

        var statuses = new List<HttpStatusCode>();
        while (statuses.Count < 300 && !statuses.Contains(HttpStatusCode.TooManyRequests))
            statuses.Add((await guest.GetAsync($"/review/guest/guess{statuses.Count}")).Status);

        statuses.Count.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task An_invitation_is_checked_and_kept_in_its_form()
    {
        var document = await SubmittedAsync("Asked wrongly");
        var reviewer = await site.SignInAsync("reviewer");

        var answer = await PostAsync(reviewer, document, "Invite", new()
        {
            ["Invite.IsSent"] = "true", ["Invite.Name"] = " ", ["Invite.Email"] = "Jane <jane@example.org>", ["Invite.Days"] = "31", ["Invite.Message"] = new string('a', 2001),
        });

        answer.Words.ShouldContain("Write the guest’s name");
        answer.Words.ShouldContain("Write one e-mail address");
        answer.Words.ShouldContain("Choose between 1 and 30 days.");
        answer.Words.ShouldContain("Keep the message to 2000 characters; it has 2001.");
        answer.Text.ShouldContain("value=\"31\"");
        (await site.HistoryAsync(document.ContentItemId)).ShouldNotContain(happened => happened.Name == "GuestInvited");
    }

    [Fact]
    public async Task Files_that_the_draft_shows_go_with_the_link_and_no_others()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "media", "guests")).FullName;
        foreach (var name in (string[])["shown.pdf", "other.pdf"])
            await File.WriteAllTextAsync(Path.Combine(folder, name), name);
        var document = await WithFileAsync("A draft with a file", "guests/shown.pdf");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
        var (guest, reviewer) = (site.Visit(), await site.SignInAsync("reviewer"));
        (await guest.GetAsync("/media/guests/shown.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);

        (await guest.GetAsync(link)).Text.ShouldContain("/media/guests/shown.pdf");

        (await guest.GetAsync("/media/guests/shown.pdf")).Text.ShouldBe("shown.pdf");
        (await guest.GetAsync("/media/guests/other.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await reviewer.GetAsync("/media/guests/shown.pdf")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await site.SignInAsync("member")).GetAsync("/media/guests/shown.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
        await PostAsync(reviewer, document, "WithdrawGuest", new() { ["link"] = (await LinkAsync(document)).LinkId });
        (await guest.GetAsync("/media/guests/shown.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_has_an_account_decides_with_it_and_not_by_a_link()
    {
        var document = await SubmittedAsync("Opened by its editor");
        var link = await InviteAsync(await site.SignInAsync("reviewer"), document, []);
        var editor = await site.SignInAsync("editor");

        var page = await editor.GetAsync(link);
        page.Words.ShouldContain("What you decide, you decide with your account");
        page.Text.ShouldNotContain("value=\"Approve\"");
        (await LinkAsync(document)).OpenedUtc.ShouldBeNull("the guest has not opened it");
        var asGuest = await site.Visit().GetAsync(link);
        asGuest.Text.ShouldContain("value=\"Approve\"");
        var answer = await editor.PostAsync("/account", new() { ["decision"] = "Approve", ["Input.Version"] = document.ContentItemVersionId }, link);
        answer.Words.ShouldContain("Nothing is done: you are signed in.");
        (await site.FindAsync(document.ContentItemId, VersionOptions.Published)).ShouldBeNull();
    }

    [Fact]
    public async Task The_link_of_a_reviewer_who_is_none_any_more_shows_nothing()
    {
        await using var own = new Site();
        await own.InitializeAsync();
        var guests = new GuestTests(own);
        var document = await guests.SubmittedAsync("Asked by who has left");
        var link = await InviteAsync(await own.SignInAsync("reviewer2"), document, []);
        await own.AsAsync("", async services =>
        {
            var users = services.GetRequiredService<UserManager<MhgUser>>();
            return await users.RemoveFromRoleAsync((await users.FindByNameAsync("reviewer2"))!, "Reviewer");
        });

        var gone = await own.Visit().GetAsync(link);

        gone.Status.ShouldBe(HttpStatusCode.Gone);
        gone.Words.ShouldNotContain("Words of a document.");
    }

    private static readonly Dictionary<string, string> Invitation = new()
    {
        ["Invite.IsSent"] = "true", ["Invite.Name"] = "Jane Doe", ["Invite.Email"] = "jane@example.org", ["Invite.Days"] = "7", ["Invite.MayDecide"] = "true",
    };

    private static string PageOf(ContentItem item) => $"/review/{item.ContentItemId}";

    /// <summary>Asks a guest as a person does, and yields the path of the link that the page shows.</summary>
    internal static async Task<string> InviteAsync(Browser reviewer, ContentItem item, Dictionary<string, string> values)
    {
        var form = new Dictionary<string, string>(Invitation);
        foreach (var (name, value) in values)
            form[name] = value;
        (await PostAsync(reviewer, item, "Invite", form)).Location.ShouldBe($"{PageOf(item)}#guests");
        return GuestAddress().Match((await reviewer.GetAsync(PageOf(item))).Text).Groups[1].Value;
    }

    private static Task<Answer> PostAsync(Browser browser, ContentItem item, string handler, Dictionary<string, string> values) =>
        browser.PostAsync(PageOf(item), values, $"{PageOf(item)}?handler={handler}");

    private async Task<ContentItem> SubmittedAsync(string title)
    {
        var item = await site.WriteAsync("editor", title);
        await TakeAsync("editor", item, "Submit for review");
        return item;
    }

    private async Task<ContentItem> WithFileAsync(string title, string path)
    {
        var item = await site.AsAsync("editor", async services =>
        {
            var manager = services.GetRequiredService<ContentManager>();
            var item = await manager.NewAsync("Document");
            item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
            item.Content["Document"] = new JsonObject { ["Kind"] = new JsonObject { ["Text"] = "report" }, ["Attachment"] = new JsonObject { ["Paths"] = new JsonArray(path), ["MediaTexts"] = new JsonArray("") } };
            await manager.SaveDraftAsync(item);
            return item;
        });
        await TakeAsync("editor", item, "Submit for review");
        return item;
    }

    private Task<UserTask> TakeAsync(string userName, ContentItem item, string action) =>
        site.AsAsync(userName, services => services.GetRequiredService<UserTasks>().TakeAsync(item.ContentItemId, action, item.ContentItemVersionId));

    private async Task<GuestLink> LinkAsync(ContentItem item) =>
        (await site.AsAsync("", services => services.GetRequiredService<IGuestLinkStore>().ListAsync(item.ContentItemId, default))).ShouldHaveSingleItem();

    private static Task<bool> TrimAsync(Site site) => site.AsAsync("", async services =>
    {
        var receiver = services.GetServices<OutboxReceiver>().Single(receiver => receiver.Kind == "GuestLinkTrim");
        await services.GetRequiredService<IUnitOfWork>().RunAsync(token => receiver.ReceiveAsync(new OutboxMessage("GuestLinkTrim", "GuestLinkTrim", [], null), token), default);
        return true;
    });

    /// <summary>The headers and the text of the e-mail to an address, once it was sent.</summary>
    private async Task<string> MailAsync(string address)
    {
        var folder = Path.Combine(site.Folder, "mail");
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Select(File.ReadAllText) : [];
            if (mails.FirstOrDefault(mail => mail.Contains($"To: {address}", StringComparison.Ordinal)) is { } found)
            {
                var (headers, body) = (found[..found.IndexOf("\r\n\r\n", StringComparison.Ordinal)], found[found.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
                return headers + (headers.Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body);
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"No e-mail was sent to {address}.");
    }

    [GeneratedRegex("id=\"guest-address\" value=\"[^\"]*(/review/guest/[^\"]+)\"")]
    private static partial Regex GuestAddress();
}
