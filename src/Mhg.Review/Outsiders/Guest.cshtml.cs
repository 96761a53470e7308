using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Mhg.Review.Comments;
using Mhg.Review.ReviewPage;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Outsiders;

/// <summary>What somebody without an account sees by their link: one draft, and what they can say about it.</summary>
// The token of the form is looked at by the handlers: the usual refusal would throw away what was typed.
[IgnoreAntiforgeryToken]
public sealed class GuestModel(
    GuestVisits visits, WrongTokens wrong, IContentStore contents, PublishedContent published, ContentAccess access, ContentDefinitions definitions,
    ContentDisplay display, ContentComparisons comparisons, CurrentActor current, IAntiforgery antiforgery) : PageModel
{
    private const string CommentField = $"{nameof(Input)}.{nameof(Form.Comment)}";

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>What the link leads to; null for a link that this site has not given out.</summary>
    public Visit? Visit { get; private set; }

    /// <summary>Whether so many wrong links came from where the request comes from that none is looked up now.</summary>
    public bool IsHeldBack { get; private set; }

    /// <summary>Whether the person has signed in and finds the draft, and the decision, among the pages for people with an account.</summary>
    public bool HasOwnPage => Visit?.Item is { } item && current.Actor.IsSignedIn && access.MayPreview(current.Actor, item);

    public string TypeName { get; private set; } = "";

    /// <summary>The draft as readers will see it.</summary>
    public DraftLook Look { get; private set; } = null!;

    /// <summary>The version that readers see; null where there is none.</summary>
    public ContentItem? Published { get; private set; }

    /// <summary>What the draft changes in what readers see; null where they see none of it.</summary>
    public ContentComparison? Changes { get; private set; }

    /// <summary>What the guest has said, with the answers.</summary>
    public IReadOnlyList<ThreadView> Threads { get; private set; } = [];

    /// <summary>What came of it, where whoever has the link may read it; null otherwise.</summary>
    public ContentItem? Readable { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        if (!await FindAsync(token, cancellationToken))
            return Page();
        // Scanners of e-mails look at links in advance; asking for the headers alone is not opening it.
        if (HttpMethods.IsGet(Request.Method) && !HasOwnPage)
            await visits.OpenedAsync(token, Visit!, cancellationToken);
        return await ShowAsync(token, cancellationToken);
    }

    /// <summary>Takes a decision.</summary>
    public async Task<IActionResult> OnPostAsync(string token, string? decision, CancellationToken cancellationToken)
    {
        if (await OpenAsync(token, cancellationToken) is { } refusal)
            return refusal;
        if (string.IsNullOrEmpty(decision))
            return await RefuseAsync(token, "", "Choose what is to be done with one of the buttons.", cancellationToken);
        if (Visit!.Actions.Any(offered => offered.Name == decision && offered.RequiresComment) && string.IsNullOrWhiteSpace(Input.Comment))
            return await RefuseAsync(token, CommentField, $"“{decision}” needs a comment: write what has to change.", cancellationToken);
        return await AnswerAsync(token, () => visits.DecideAsync(token, decision, Input.Version ?? "", Input.Comment, cancellationToken), "Thank you: your decision is kept.", cancellationToken);
    }

    /// <summary>Keeps a comment, which decides nothing.</summary>
    public async Task<IActionResult> OnPostCommentAsync(string token, CancellationToken cancellationToken)
    {
        if (await OpenAsync(token, cancellationToken) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(Input.Comment))
            return await RefuseAsync(token, CommentField, "Write the comment first.", cancellationToken);
        return await AnswerAsync(token, () => visits.CommentAsync(token, Input.Comment, cancellationToken), "Thank you: your comment is kept.", cancellationToken);
    }

    private async Task<bool> FindAsync(string token, CancellationToken cancellationToken)
    {
        // Nothing keeps the page or finds it, and no page that it leads to learns its address.
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        IsHeldBack = !wrong.MayTry(HttpContext);
        Visit = IsHeldBack ? null : await visits.FindAsync(token, cancellationToken);
        if (Visit is null && !IsHeldBack)
            wrong.Count(HttpContext);
        Response.StatusCode = IsHeldBack ? StatusCodes.Status429TooManyRequests
            : Visit is null ? StatusCodes.Status404NotFound
            : Visit.State is VisitState.Expired or VisitState.Withdrawn ? StatusCodes.Status410Gone
            : Response.StatusCode;
        return Visit is not null;
    }

    /// <summary>Finds the draft for a form that was sent; the answer where nothing is to be done with it.</summary>
    private async Task<IActionResult?> OpenAsync(string token, CancellationToken cancellationToken)
    {
        if (!await FindAsync(token, cancellationToken))
            return Page();
        if (await this.ReadFormAsync(cancellationToken) is { } fault)
            return fault;
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await RefuseAsync(token, "", "Nothing is done yet: the form was not sent from this page. Look at it and send it again.", cancellationToken);
        }
        if (HasOwnPage)
            return await RefuseAsync(token, "", "Nothing is done: you are signed in. Comment and decide with your account, on the page of the review.", cancellationToken);
        return Input.Comment?.Length > UserTasks.LongestComment
            ? await RefuseAsync(token, CommentField, $"The comment is {Input.Comment.Length - UserTasks.LongestComment} characters too long: keep it to {UserTasks.LongestComment}.", cancellationToken)
            : null;
    }

    private async Task<IActionResult> AnswerAsync(string token, Func<Task> answer, string done, CancellationToken cancellationToken)
    {
        try
        {
            await answer();
        }
        catch (Exception fault) when (fault is DecisionConflictException or ContentRefusedException or WorkflowFaultException)
        {
            return await RefuseAsync(token, "", fault.Message, cancellationToken);
        }
        catch (ContentInvalidException)
        {
            return await RefuseAsync(token, "", "It can't be published as it is: something in it has to be mended first. Comment, or ask for changes.", cancellationToken);
        }
        TempData.AddNotice(NoticeKind.Success, done);
        return Redirect($"~/review/guest/{Uri.EscapeDataString(token)}");
    }

    /// <summary>Shows what is there now with what was not done and why; what the guest wrote stays.</summary>
    private async Task<IActionResult> RefuseAsync(string token, string field, string reason, CancellationToken cancellationToken)
    {
        if (!await FindAsync(token, cancellationToken))
            return Page();
        ModelState.Remove($"{nameof(Input)}.{nameof(Form.Version)}");
        ModelState.AddModelError(field, reason);
        return await ShowAsync(token, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(string token, CancellationToken cancellationToken)
    {
        if (Visit is { State: VisitState.Settled, Item: { } settled })
            Readable = await published.FindAsync(settled.ContentItemId, cancellationToken);
        if (Visit is not { State: VisitState.Open, Item: { } item })
            return Page();
        GuestPass.Give(HttpContext, token, Visit.Link);
        Input.Version = item.ContentItemVersionId;
        TypeName = (await definitions.ModelAsync(cancellationToken)).DisplayName(item.ContentType);
        Published = await contents.FindAsync(item.ContentItemId, VersionOptions.Published, cancellationToken);
        Changes = Published is null ? null : await comparisons.CompareAsync(Published, item, cancellationToken);
        Look = await DraftLook.OfAsync(display, item, Published, Request.Query, cancellationToken);
        Threads = await visits.ThreadsAsync(Visit, cancellationToken);
        return Page();
    }

    public sealed class Form
    {
        /// <summary>The version that the guest has before them.</summary>
        public string? Version { get; set; }

        public string? Comment { get; set; }
    }
}
