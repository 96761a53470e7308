using System.Globalization;
using System.Net.Mail;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.History;
using Mhg.Modularity.Shell;
using Mhg.Review.Assigning;
using Mhg.Review.Away;
using Mhg.Review.Comments;
using Mhg.Review.Notices;
using Mhg.Review.Outsiders;
using Mhg.Review.Queue;
using Mhg.Review.Stages;
using Mhg.Workflows;
using Mhg.Workflows.Notices;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.ReviewPage;

/// <summary>A draft as it will look, what it changes, what was said about it, and the decision.</summary>
// The token is looked at by the handlers, and so is who sends it: the usual refusals would throw away what was typed.
[IgnoreAntiforgeryToken]
public sealed class ReviewModel(
    IContentStore contents, ContentAccess access, ContentDefinitions definitions, ContentDisplay display, ContentComparisons comparisons,
    DraftTexts draftTexts, UserTasks tasks, ReviewStandings standings, ItemHistory histories, Conversation conversation, Suggestions suggestions, Assignments assignments, ReviewStages stages, Invitations invitations, WorkflowMessages messages, Notifier notifier,
    CurrentActor current, IAntiforgery antiforgery) : PageModel
{
    private const string CommentField = $"{nameof(Input)}.{nameof(Form.Comment)}";

    /// <summary>The longest comment, in characters.</summary>
    public const int LongestComment = UserTasks.LongestComment;

    /// <summary>How many of the newest events the page shows; the others are in the history.</summary>
    public const int ShownHistory = 10;

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>A comment on a field or a passage.</summary>
    [BindProperty]
    public RemarkForm Remark { get; set; } = new();

    /// <summary>An answer in a thread.</summary>
    [BindProperty]
    public ReplyForm Reply { get; set; } = new();

    /// <summary>Who is asked for the review, and until when.</summary>
    [BindProperty]
    public AskForm Ask { get; set; } = new();

    /// <summary>Somebody without an account who is to be asked.</summary>
    [BindProperty]
    public InviteForm Invite { get; set; } = new();

    /// <summary>The latest version.</summary>
    public ContentItem Item { get; private set; } = null!;

    public string TypeName { get; private set; } = "";

    public ReviewStanding Standing { get; private set; } = null!;

    /// <summary>What the present person can do now, with the reason where an action is not theirs.</summary>
    public IReadOnlyList<UserTaskAction> Actions { get; private set; } = [];

    /// <summary>The version that readers see; null where there is none.</summary>
    public ContentItem? Published { get; private set; }

    /// <summary>What the draft changes in what readers see; null for a first review, or where there is no draft.</summary>
    public ContentComparison? Changes { get; private set; }

    /// <summary>The draft as readers will see it.</summary>
    public DraftLook Look { get; private set; } = null!;

    /// <summary>The draft field by field, with what is said about it.</summary>
    public DraftText Text { get; private set; } = null!;

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    /// <summary>Who wrote the latest version, as people know them.</summary>
    public string Author { get; private set; } = "";

    public bool MayEdit { get; private set; }

    /// <summary>Whether the person can decide about the review that the draft waits for.</summary>
    public bool MayDecide => Standing.State == ReviewState.Waiting && Actions.Any(action => action.Approves && action.Refusal is null);

    /// <summary>Whether suggestions are offered to the person. Whoever takes one is the last to change the draft, and decides nothing about it any more.</summary>
    public bool MayTake => MayEdit && !MayDecide;

    /// <summary>Who reviews it, until when.</summary>
    public AssignmentView Assignment { get; private set; } = null!;

    /// <summary>The stages of the review that it waits for; none where it is a single decision of one person.</summary>
    public IReadOnlyList<StageView> Stages { get; private set; } = [];

    /// <summary>Whether the person may ask for the review of it.</summary>
    public bool MayAsk => MayEdit && Item.IsDraft && Reviewers.Count > 0;

    /// <summary>Who can be asked.</summary>
    public IReadOnlyList<(string Id, string Name)> Reviewers { get; private set; } = [];

    /// <summary>Who without an account was asked.</summary>
    public IReadOnlyList<InvitationView> Guests { get; private set; } = [];

    /// <summary>Whether the person may ask somebody without an account.</summary>
    public bool MayInvite { get; private set; }

    /// <summary>The link that was made just now, which is shown this once; null for none.</summary>
    public string? GuestAddress { get; private set; }

    /// <summary>What was sent after the sign-in had expired; null otherwise.</summary>
    public HeldForm? Held { get; private set; }

    /// <summary>Somebody who can be mentioned, as an example: who wrote the draft.</summary>
    public string Mentionable => Item.Author.Length > 0 ? Item.Author : current.Actor.UserName;

    /// <param name="contentItemId">The item.</param>
    /// <param name="field">The field that is to be commented on; null for none yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IActionResult> OnGetAsync(string contentItemId, string? field, CancellationToken cancellationToken)
    {
        Remark.Path = field;
        if (!current.Actor.IsSignedIn)
            return Challenge();
        if (!await FindAsync(contentItemId, cancellationToken))
            return NotFound();
        if (Request.IsOpening())
            await notifier.ReadAboutAsync(contentItemId, cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    /// <summary>Takes one of the actions of the user task.</summary>
    public async Task<IActionResult> OnPostAsync(string contentItemId, string? decision, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (string.IsNullOrEmpty(decision))
            return await RefuseAsync("", "Choose what is to be done with one of the buttons.", cancellationToken);
        if (Faulty(Input.Comment, isNeeded: false) is { } tooLong)
            return await RefuseAsync(CommentField, tooLong, cancellationToken);
        var offered = (await tasks.ListAsync([Item], cancellationToken)).SelectMany(task => task.Actions).FirstOrDefault(action => action.Name == decision);
        if (offered is { RequiresComment: true } && string.IsNullOrWhiteSpace(Input.Comment))
            return await RefuseAsync(CommentField, $"“{decision}” needs a comment: write what the editor has to know.", cancellationToken);
        try
        {
            await tasks.TakeAsync(contentItemId, decision, Input.Version ?? "", Input.Comment, cancellationToken);
        }
        catch (Exception fault) when (fault is DecisionConflictException or ContentRefusedException or WorkflowFaultException)
        {
            return await RefuseAsync("", fault.Message, cancellationToken);
        }
        catch (ContentInvalidException invalid)
        {
            return await RefuseAsync("", $"It can't be published as it is. {invalid.Message}", cancellationToken);
        }
        TempData.AddNotice(NoticeKind.Success, await OutcomeAsync(decision, cancellationToken));
        foreach (var message in messages.All)
            TempData.AddNotice(KindOf(message.Kind), message.Text);
        if (!current.Actor.Can(Startup.ReviewContent))
            return Redirect("~/desk");
        TempData[QueueModel.OffersNext] = true;
        return Redirect("~/review");
    }

    /// <summary>What came of a decision, for the person who took it.</summary>
    private async Task<string> OutcomeAsync(string decision, CancellationToken cancellationToken)
    {
        if (await contents.FindAsync(Item.ContentItemId, VersionOptions.Latest, cancellationToken) is { Published: true })
            return $"“{Item.DisplayText}” is published.";
        var next = await tasks.FindReviewAsync(Item.ContentItemId, cancellationToken);
        return $"Done: “{decision}” for “{Item.DisplayText}”.{(next is null ? "" : $" It waits for “{next.Title}” now.")}";
    }

    /// <summary>Keeps a comment on the whole draft, which decides nothing.</summary>
    public async Task<IActionResult> OnPostCommentAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (Faulty(Input.Comment, isNeeded: true) is { } fault)
            return await RefuseAsync(CommentField, fault, cancellationToken);
        return Said(await conversation.BeginAsync(Item, "", null, Input.Comment!, null, cancellationToken));
    }

    /// <summary>Keeps a comment on a field or a passage of it.</summary>
    public async Task<IActionResult> OnPostRemarkAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        var replacement = Remark.LeavesOut ? "" : Remark.Replacement is { Length: > 0 } words ? words.ReplaceLineEndings("\n") : null;
        if (Faulty(Remark.Text, isNeeded: replacement is null) is { } fault)
            return await RefuseAsync($"{nameof(Remark)}.{nameof(RemarkForm.Text)}", fault, cancellationToken);
        if (Remark.Quote?.Length > Passage.LongestQuote)
            return await RefuseAsync($"{nameof(Remark)}.{nameof(RemarkForm.Quote)}", $"Choose a shorter passage: at most {Passage.LongestQuote} characters.", cancellationToken);
        if (replacement?.Length > Passage.LongestQuote)
            return await RefuseAsync($"{nameof(Remark)}.{nameof(RemarkForm.Replacement)}", $"Keep the words that you suggest to {Passage.LongestQuote} characters.", cancellationToken);
        var draft = await draftTexts.OfAsync(Item, cancellationToken);
        if (!Remark.TryFind(draft.Choices, out var path, out var passage))
        {
            return await RefuseAsync($"{nameof(Remark)}.{nameof(RemarkForm.Quote)}",
                "These words are not in the draft. Copy them as they stand there, or leave the box empty to comment on the whole field.", cancellationToken);
        }
        if (replacement is not null && passage is null)
            return await RefuseAsync($"{nameof(Remark)}.{nameof(RemarkForm.Quote)}", "Say which words of the draft are to be replaced.", cancellationToken);
        try
        {
            if (replacement is not null)
                await suggestions.WithAsync(Item, path, passage!, replacement, cancellationToken);
        }
        catch (ContentRefusedException refused)
        {
            return await RefuseAsync($"{nameof(Remark)}.{nameof(RemarkForm.Replacement)}", refused.Message, cancellationToken);
        }
        return Said(await conversation.BeginAsync(Item, path, passage, Remark.Text ?? "", replacement, cancellationToken));
    }

    /// <summary>Keeps an answer in a thread.</summary>
    public async Task<IActionResult> OnPostReplyAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (await ThreadAsync(Reply.ThreadId, cancellationToken) is not { } thread)
            return NotFound();
        return Faulty(Reply.Text, isNeeded: true) is { } fault
            ? await RefuseAsync($"{nameof(Reply)}.{nameof(ReplyForm.Text)}", fault, cancellationToken)
            : Said(await conversation.ReplyAsync(Item, thread, Reply.Text!, cancellationToken));
    }

    /// <summary>Settles a thread.</summary>
    public Task<IActionResult> OnPostResolveAsync(string contentItemId, string? thread, CancellationToken cancellationToken) =>
        SetResolvedAsync(contentItemId, thread, isResolved: true, cancellationToken);

    /// <summary>Opens a thread that was settled.</summary>
    public Task<IActionResult> OnPostReopenAsync(string contentItemId, string? thread, CancellationToken cancellationToken) =>
        SetResolvedAsync(contentItemId, thread, isResolved: false, cancellationToken);

    /// <summary>Puts suggested words into the draft.</summary>
    public Task<IActionResult> OnPostTakeAsync(string contentItemId, string? suggestion, CancellationToken cancellationToken) => AnswerAsync(
        contentItemId, suggestion,
        async (thread, comment) =>
        {
            var waited = await tasks.FindReviewAsync(contentItemId, cancellationToken) is not null;
            await suggestions.TakeAsync(Item, thread, comment, Input.Version ?? "", cancellationToken);
            if (waited)
                TempData.AddNotice(NoticeKind.Warning, await tasks.SayAfterChangeAsync(contentItemId, cancellationToken));
        },
        "The suggested words are in the draft.", cancellationToken);

    /// <summary>Turns a suggestion down.</summary>
    public Task<IActionResult> OnPostDeclineAsync(string contentItemId, string? suggestion, CancellationToken cancellationToken) => AnswerAsync(
        contentItemId, suggestion, (thread, comment) => suggestions.DeclineAsync(Item, thread, comment, cancellationToken), "The suggestion is declined.", cancellationToken);

    /// <summary>Says that the reviewer is looking at it.</summary>
    public Task<IActionResult> OnPostClaimAsync(string contentItemId, string? from, CancellationToken cancellationToken) =>
        AssignAsync(contentItemId, "", () => assignments.ClaimAsync(Item, from, cancellationToken), "You are looking at it; the other reviewers see that.", cancellationToken);

    /// <summary>Gives it back to the other reviewers.</summary>
    public Task<IActionResult> OnPostGiveBackAsync(string contentItemId, CancellationToken cancellationToken) =>
        AssignAsync(contentItemId, "", () => assignments.GiveBackAsync(Item, cancellationToken), "It is given back to the other reviewers.", cancellationToken);

    /// <summary>Asks a person for the review, by a day.</summary>
    public Task<IActionResult> OnPostAskAsync(string contentItemId, CancellationToken cancellationToken)
    {
        // A priority that there is not is not bound; the usual message says nothing.
        const string priority = $"{nameof(Ask)}.{nameof(AskForm.Priority)}";
        var isPriority = ModelState.GetFieldValidationState(priority) != ModelValidationState.Invalid && Enum.IsDefined(Ask.Priority);
        ModelState.Remove(priority);
        return AssignAsync(
            contentItemId, isPriority ? $"{nameof(Ask)}.{nameof(AskForm.Due)}" : priority,
            () => !isPriority ? throw new ContentRefusedException("There is no such priority. Choose high, normal or low.")
                : Ask.Due is { Length: > 0 } && AwayModel.Day(Ask.Due) is null ? throw new ContentRefusedException("That is no day.")
                : assignments.AskAsync(Item, Ask.PersonId is { Length: > 0 } id ? id : null, AwayModel.Day(Ask.Due), Ask.Priority, cancellationToken),
            Ask.PersonId is { Length: > 0 } ? "It is kept, and who is asked is told." : "It is kept.", cancellationToken);
    }

    /// <summary>Asks somebody without an account.</summary>
    public async Task<IActionResult> OnPostInviteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (Invite.Problems() is [.. var others, var last])
        {
            foreach (var (field, message) in others)
                ModelState.AddModelError(field, message);
            return await RefuseAsync(last.Field, last.Message, cancellationToken);
        }
        try
        {
            TempData[nameof(GuestAddress)] = (await invitations.InviteAsync(Item, Invite.ToInvitation(), cancellationToken)).AbsoluteUri;
        }
        catch (ContentRefusedException refused)
        {
            return await RefuseAsync("", refused.Message, cancellationToken);
        }
        return Redirect($"~/review/{contentItemId}#guests");
    }

    /// <summary>Ends the link of somebody without an account.</summary>
    public Task<IActionResult> OnPostWithdrawGuestAsync(string contentItemId, string? link, CancellationToken cancellationToken) =>
        AssignAsync(contentItemId, "", () => invitations.WithdrawAsync(Item, link ?? "", cancellationToken), "The link is withdrawn: it shows nothing any more.", cancellationToken);

    private async Task<IActionResult> AssignAsync(string contentItemId, string field, Func<Task> assign, string done, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        try
        {
            await assign();
        }
        catch (ContentRefusedException refused)
        {
            return await RefuseAsync(field, refused.Message, cancellationToken);
        }
        TempData.AddNotice(NoticeKind.Success, done);
        return Redirect($"~/review/{contentItemId}");
    }

    private async Task<IActionResult> SetResolvedAsync(string contentItemId, string? threadId, bool isResolved, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (await ThreadAsync(threadId, cancellationToken) is not { } thread)
            return NotFound();
        await conversation.SetResolvedAsync(Item, thread, isResolved, cancellationToken);
        return Redirect($"~/review/{contentItemId}#thread-{thread.ThreadId}");
    }

    private async Task<IActionResult> AnswerAsync(
        string contentItemId, string? commentId, Func<CommentThread, Comment, Task> answer, string done, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        var found = (from view in (await draftTexts.OfAsync(Item, cancellationToken)).Threads
                     from comment in view.Thread.Comments
                     where comment.CommentId == commentId
                     select (view.Thread, Comment: comment)).FirstOrDefault();
        if (found.Thread is null)
            return NotFound();
        try
        {
            await answer(found.Thread, found.Comment);
        }
        catch (Exception fault) when (fault is ContentRefusedException or ContentConflictException or WorkflowFaultException)
        {
            return await RefuseAsync("", fault.Message, cancellationToken);
        }
        catch (ContentInvalidException invalid)
        {
            return await RefuseAsync("", $"With these words it could not be saved. {invalid.Message}", cancellationToken);
        }
        TempData.AddNotice(NoticeKind.Success, done);
        return Redirect($"~/review/{contentItemId}#thread-{found.Thread.ThreadId}");
    }

    private async Task<CommentThread?> ThreadAsync(string? threadId, CancellationToken cancellationToken) =>
        (await draftTexts.OfAsync(Item, cancellationToken)).Threads.FirstOrDefault(view => view.Thread.ThreadId == threadId)?.Thread;

    private RedirectResult Said(Said said)
    {
        TempData.AddNotice(NoticeKind.Success, "Your comment is kept.");
        if (said.Mentioned.Warning is { } warning)
            TempData.AddNotice(NoticeKind.Warning, warning);
        return Redirect($"~/review/{Item.ContentItemId}#thread-{said.ThreadId}");
    }

    /// <summary>Finds the item for a form that was sent; the answer where nothing is to be done with it.</summary>
    private async Task<IActionResult?> OpenAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (await this.ReadFormAsync(cancellationToken) is { } fault)
            return fault;
        if (!current.Actor.IsSignedIn)
        {
            Held = HeldForm.Of(Request.Form, "decision");
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page();
        }
        if (!await FindAsync(contentItemId, cancellationToken))
            return NotFound();
        if (await antiforgery.IsRequestValidAsync(HttpContext))
            return null;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await RefuseAsync("", "Nothing is done yet: the form was not sent from this page, or you signed in anew since you opened it. Look at it and send it again.", cancellationToken);
    }

    private static string? Faulty(string? comment, bool isNeeded) =>
        comment?.Length > LongestComment ? $"The comment is {comment.Length - LongestComment} characters too long: keep it to {LongestComment}."
        : isNeeded && string.IsNullOrWhiteSpace(comment) ? "Write the comment first."
        : null;

    private async Task<bool> FindAsync(string contentItemId, CancellationToken cancellationToken)
    {
        // What may not be read looks like what is not there.
        if (await contents.FindAsync(contentItemId, VersionOptions.Latest, cancellationToken) is not { } item || !access.MayPreview(current.Actor, item))
            return false;
        Item = item;
        return true;
    }

    /// <summary>Shows the item as it is now with what was not done and why; what the person wrote stays in its box.</summary>
    private async Task<IActionResult> RefuseAsync(string field, string reason, CancellationToken cancellationToken)
    {
        await FindAsync(Item.ContentItemId, cancellationToken);
        // The form of the answer is about what it shows, not about what was looked at before.
        ModelState.Remove($"{nameof(Input)}.{nameof(Form.Version)}");
        ModelState.AddModelError(field, reason);
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Input.Version = Item.ContentItemVersionId;
        TypeName = (await definitions.ModelAsync(cancellationToken)).DisplayName(Item.ContentType);
        Standing = (await standings.OfAsync([Item], cancellationToken))[Item.ContentItemId];
        var offered = await tasks.ListAsync([Item], cancellationToken);
        Actions = [.. offered.SelectMany(task => task.Actions)];
        MayInvite = offered.Any(Invitations.MayInvite);
        Guests = await invitations.ListAsync(Item, cancellationToken);
        GuestAddress = TempData[nameof(GuestAddress)] as string;
        Published = Item.Published ? Item : await contents.FindAsync(Item.ContentItemId, VersionOptions.Published, cancellationToken);
        Changes = Published is null || Item.Published ? null : await comparisons.CompareAsync(Published, Item, cancellationToken);
        Look = await DraftLook.OfAsync(display, Item, Published, Request.Query, cancellationToken);
        Text = await draftTexts.OfAsync(Item, cancellationToken);
        History = await histories.OfAsync(Item.ContentItemId, cancellationToken);
        Author = ItemHistory.AuthorOf(History, Item.ContentItemVersionId) ?? Item.Author;
        MayEdit = access.MayEdit(current.Actor, Item);
        var waits = Standing.State == ReviewState.Waiting ? Standing.Task : null;
        Stages = waits is null ? [] : await stages.OfAsync(waits, Item, cancellationToken);
        Assignment = (await assignments.OfAsync(new Dictionary<string, UserTask?> { [Item.ContentItemId] = waits }, cancellationToken))[Item.ContentItemId];
        if (MayEdit && Item.IsDraft)
            Reviewers = await assignments.ReviewersAsync(Item.ContentItemId, cancellationToken);
        if (!Ask.IsSent)
            Ask = new AskForm { PersonId = Assignment.Assignment.AskedId, Due = AwayModel.Say(Assignment.Assignment.Due), Priority = Assignment.Assignment.Priority };
        return Page();
    }

    private static NoticeKind KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Success => NoticeKind.Success,
        MessageKind.Warning => NoticeKind.Warning,
        MessageKind.Error => NoticeKind.Error,
        _ => NoticeKind.Information,
    };

    public sealed class Form
    {
        /// <summary>The version that the person has before them.</summary>
        public string? Version { get; set; }

        public string? Comment { get; set; }
    }

    /// <summary>A comment on a field or a passage, as it is sent.</summary>
    public sealed class RemarkForm
    {
        /// <summary>The field; empty to look for the passage in all of them.</summary>
        public string? Path { get; set; }

        /// <summary>The words that are meant; empty for all of the field.</summary>
        public string? Quote { get; set; }

        /// <summary>What stands before the words, as the browser knows it.</summary>
        public string? Before { get; set; }

        /// <summary>What stands after the words, as the browser knows it.</summary>
        public string? After { get; set; }

        public string? Text { get; set; }

        /// <summary>Other words for those that are meant.</summary>
        public string? Replacement { get; set; }

        /// <summary>Whether the words are to go without others in their place.</summary>
        public bool LeavesOut { get; set; }

        /// <summary>Finds what is meant: the field, and the passage where there is one.</summary>
        internal bool TryFind(IReadOnlyList<ElementText> fields, out string path, out Passage? passage)
        {
            (path, passage) = (fields.FirstOrDefault(field => field.Path == Path)?.Path ?? "", null);
            if (string.IsNullOrWhiteSpace(Quote))
                return true;
            var words = new Passage(Quote, Before ?? "", After ?? "", 0);
            var best = (from field in fields
                        where string.IsNullOrEmpty(Path) || field.Path == Path
                        let found = words.FindWords(field.Text)
                        where found is not null
                        orderby found.Value.Context descending
                        select (field, found.Value.Place)).FirstOrDefault();
            if (best.field is null)
                return false;
            (path, passage) = (best.field.Path, Passage.Of(best.field.Text, best.Place));
            return true;
        }
    }

    /// <summary>An answer in a thread, as it is sent.</summary>
    public sealed class ReplyForm
    {
        public string? ThreadId { get; set; }

        public string? Text { get; set; }
    }

    /// <summary>Somebody without an account who is to be asked, as it is sent.</summary>
    public sealed class InviteForm
    {
        private const int LongestName = 80;
        private const int LongestMessage = 2000;

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Message { get; set; }

        public string? Days { get; set; } = Invitations.UsualDays.ToString(CultureInfo.InvariantCulture);

        public bool MayDecide { get; set; } = true;

        /// <summary>Whether this was sent, and not another form of the page.</summary>
        public bool IsSent { get; set; }

        /// <summary>What has to be mended, with the name of the field.</summary>
        internal (string Field, string Message)[] Problems()
        {
            var problems = new List<(string, string)>();
            if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > LongestName || Name.Any(char.IsControl))
                problems.Add(($"{nameof(Invite)}.{nameof(Name)}", $"Write the guest’s name, with at most {LongestName} characters."));
            if (!MailAddress.TryCreate(Email?.Trim(), out var address) || address.Address != Email!.Trim())
                problems.Add(($"{nameof(Invite)}.{nameof(Email)}", "Write one e-mail address, say name@example.org."));
            if (Number is null or < 1 or > Invitations.MostDays)
                problems.Add(($"{nameof(Invite)}.{nameof(Days)}", $"Choose between 1 and {Invitations.MostDays} days."));
            if (Message?.Length > LongestMessage)
                problems.Add(($"{nameof(Invite)}.{nameof(Message)}", $"Keep the message to {LongestMessage} characters; it has {Message.Length}."));
            return [.. problems];
        }

        internal Invitation ToInvitation() => new(Name!.Trim(), Email!.Trim(), Message?.Trim().ReplaceLineEndings("\n") ?? "", Number!.Value, MayDecide);

        private int? Number => int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Who is asked for the review, as it is sent.</summary>
    public sealed class AskForm
    {
        public string? PersonId { get; set; }

        /// <summary>The day, as browsers send it; empty for none.</summary>
        public string? Due { get; set; }

        public ReviewPriority Priority { get; set; }

        /// <summary>Whether this was sent, and not another form of the page.</summary>
        public bool IsSent { get; set; }
    }
}
