using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.People;
using Mhg.Modularity.Shell;
using Mhg.Workflows;
using Mhg.Workflows.Notices;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.ReviewPage;

/// <summary>A draft as it will look, what it changes, what was said about it, and the decision.</summary>
// The token is looked at by the handlers, and so is who sends it: the usual refusals would throw away what was typed.
[IgnoreAntiforgeryToken]
public sealed class ReviewModel(
    IContentStore contents, ContentAccess access, ContentDefinitions definitions, ContentDisplay display, ContentComparisons comparisons,
    UserTasks tasks, ReviewStandings standings, IAuditLog audit, Conversation conversation, IPeopleDirectory people, WorkflowMessages messages, CurrentActor current,
    IAntiforgery antiforgery) : PageModel
{
    private const string CommentField = $"{nameof(Input)}.{nameof(Form.Comment)}";

    /// <summary>The longest comment, in characters.</summary>
    public const int LongestComment = UserTasks.LongestComment;

    [BindProperty]
    public Form Input { get; set; } = new();

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

    public string View { get; private set; } = "";

    public object ViewModel { get; private set; } = null!;

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    /// <summary>Who wrote the latest version, as people know them.</summary>
    public string Author { get; private set; } = "";

    public bool MayEdit { get; private set; }

    /// <summary>What was sent after the sign-in had expired; null otherwise.</summary>
    public HeldForm? Held { get; private set; }

    public async Task<IActionResult> OnGetAsync(string contentItemId, CancellationToken cancellationToken) =>
        !current.Actor.IsSignedIn ? Challenge()
        : await FindAsync(contentItemId, cancellationToken) ? await ShowAsync(cancellationToken)
        : NotFound();

    /// <summary>Takes one of the actions of the user task.</summary>
    public async Task<IActionResult> OnPostAsync(string contentItemId, string? decision, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (string.IsNullOrEmpty(decision))
            return await RefuseAsync("", "Choose what is to be done with one of the buttons.", cancellationToken);
        if (IsTooLong() is { } tooLong)
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
        TempData.AddNotice(NoticeKind.Success, offered switch
        {
            { Publishes: true } => $"“{Item.DisplayText}” is published.",
            _ => $"Done: “{decision}” for “{Item.DisplayText}”.",
        });
        foreach (var message in messages.All)
            TempData.AddNotice(KindOf(message.Kind), message.Text);
        return Redirect(current.Actor.Can(Startup.ReviewContent) ? "~/review" : "~/desk");
    }

    /// <summary>Keeps a comment that decides nothing.</summary>
    public async Task<IActionResult> OnPostCommentAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (await OpenAsync(contentItemId, cancellationToken) is { } refusal)
            return refusal;
        if (IsTooLong() is { } tooLong)
            return await RefuseAsync(CommentField, tooLong, cancellationToken);
        if (Input.Comment?.Trim() is not { Length: > 0 } comment)
            return await RefuseAsync(CommentField, "Write the comment first.", cancellationToken);
        await conversation.AddAsync(Item, comment, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, "Your comment is kept in the history.");
        return Redirect($"~/review/{contentItemId}");
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

    private string? IsTooLong() =>
        Input.Comment?.Length > LongestComment ? $"The comment is {Input.Comment.Length - LongestComment} characters too long: keep it to {LongestComment}." : null;

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
        Actions = [.. (await tasks.ListAsync([Item], cancellationToken)).SelectMany(task => task.Actions)];
        Published = Item.Published ? Item : await contents.FindAsync(Item.ContentItemId, VersionOptions.Published, cancellationToken);
        Changes = Published is null || Item.Published ? null : await comparisons.CompareAsync(Published, Item, cancellationToken);
        (View, ViewModel) = await display.ForAsync(Item, cancellationToken);
        var events = await audit.ListAsync(Item.ContentItemId, cancellationToken);
        var names = await people.NamesAsync([.. events.Select(happened => happened.UserId).OfType<string>().Distinct()], cancellationToken);
        History = [.. events.Select(happened => HistoryEntry.Of(happened, names))];
        var written = events.LastOrDefault(happened => happened.ContentItemVersionId == Item.ContentItemVersionId && happened.UserName == Item.Author);
        Author = names.GetValueOrDefault(written?.UserId ?? "") ?? Item.Author;
        MayEdit = access.MayEdit(current.Actor, Item);
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
}
