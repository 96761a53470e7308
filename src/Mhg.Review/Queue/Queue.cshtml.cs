using System.Globalization;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Shell;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Queue;

/// <summary>What waits for a decision of people like this reviewer. Several drafts that change little can be decided together.</summary>
// The token is looked at by the handler, and so is who sends it: the usual refusals would throw away what was typed.
[IgnoreAntiforgeryToken]
public sealed class QueueModel(
    ReviewQueue queue, DraftChanges changes, SharedDecision decisions, CurrentActor current, IAntiforgery antiforgery, TimeProvider time) : PageModel
{
    private const int PageSize = SharedDecision.MostDrafts;
    private const string CommentField = $"{nameof(Input)}.{nameof(Form.Comment)}";

    private static readonly FieldChoice[] Ages =
        [new("3", "Longer than 3 days", IsTarget: false), new("7", "Longer than a week", IsTarget: false), new("28", "Longer than four weeks", IsTarget: false)];

    private static readonly FieldChoice[] Owners = [new("me", "Me", IsTarget: false), new("nobody", "Nobody yet", IsTarget: false)];

    private static readonly FieldChoice[] Dues = [new("over", "Overdue", IsTarget: false), new("7", "Within a week", IsTarget: false)];

    private static readonly FieldChoice[] Priorities = [.. new[] { ReviewPriority.High, ReviewPriority.Normal, ReviewPriority.Low }.Select(one => new FieldChoice(one.ToString(), one.ToString(), IsTarget: false))];

    /// <summary>The note for this page that the person comes from a decision, and may want to go on with the next.</summary>
    public const string OffersNext = "Mhg.Review.OffersNext";

    /// <summary>What is to be decided together.</summary>
    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    /// <summary>What each draft on this page changes, by its item.</summary>
    public IReadOnlyDictionary<string, DraftChange> Changes { get; private set; } = new Dictionary<string, DraftChange>();

    /// <summary>What can be done about drafts that are decided together, each once.</summary>
    public IReadOnlyList<UserTaskAction> Actions { get; private set; } = [];

    /// <summary>What became of the drafts that were sent, where something could not be done; empty otherwise.</summary>
    public IReadOnlyList<DecisionOutcome> Outcomes { get; private set; } = [];

    /// <summary>The filters and the pages.</summary>
    public ContentListing Listing { get; private set; } = null!;

    /// <summary>The draft to go on with after a decision: the first that is theirs to decide and that nobody else looks at. Null for none, and without a decision.</summary>
    public QueueRow? Next { get; private set; }

    /// <summary>How many wait, whatever the filters.</summary>
    public int Total { get; private set; }

    public bool HasMore { get; private set; }

    /// <summary>What was sent after the sign-in had expired; null otherwise.</summary>
    public HeldForm? Held { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        !current.Actor.IsSignedIn ? Challenge()
        : !current.Actor.Can(Startup.ReviewContent) ? Forbid()
        : await ShowAsync(cancellationToken);

    /// <summary>Takes one action on all drafts that were chosen.</summary>
    public async Task<IActionResult> OnPostAsync(string? decision, CancellationToken cancellationToken)
    {
        if (await this.ReadFormAsync(cancellationToken) is { } fault)
            return fault;
        if (!current.Actor.IsSignedIn)
        {
            Held = HeldForm.Of(Request.Form, nameof(decision));
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page();
        }
        if (!current.Actor.Can(Startup.ReviewContent))
            return Forbid();
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await RefuseAsync("", "Nothing is done yet: the form was not sent from this page, or you signed in anew since you opened it. Look at it and send it again.", cancellationToken);
        }
        var chosen = Input.Chosen.Select(ChosenDraft.Parse).OfType<ChosenDraft>().DistinctBy(one => one.ContentItemId).ToList();
        if (string.IsNullOrEmpty(decision))
            return await RefuseAsync("", "Choose what is to be done with one of the buttons.", cancellationToken);
        if (chosen.Count is 0 or > SharedDecision.MostDrafts)
            return await RefuseAsync("", $"Choose at least one draft, and at most {SharedDecision.MostDrafts}.", cancellationToken);
        if (Input.Comment?.Length > UserTasks.LongestComment)
            return await RefuseAsync(CommentField, $"The comment is {Input.Comment.Length - UserTasks.LongestComment} characters too long: keep it to {UserTasks.LongestComment}.", cancellationToken);
        if (string.IsNullOrWhiteSpace(Input.Comment) && await decisions.RequiresCommentAsync(chosen, decision, cancellationToken))
            return await RefuseAsync(CommentField, $"“{decision}” needs a comment: write what the editors have to know.", cancellationToken);

        var outcomes = await decisions.TakeAsync(chosen, decision, Input.Comment, cancellationToken);
        if (outcomes.Any(outcome => !outcome.IsDone))
        {
            Outcomes = outcomes;
            return await ShowAsync(cancellationToken);
        }
        foreach (var same in outcomes.GroupBy(outcome => outcome.Text, outcome => $"“{outcome.Title}”"))
            TempData.AddNotice(NoticeKind.Success, $"{string.Join(", ", same)}: {same.Key}");
        return LocalRedirect($"{Request.PathBase}{Request.Path}{Request.QueryString}");
    }

    private Task<IActionResult> RefuseAsync(string field, string reason, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, reason);
        return ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        (var all, HasMore) = await queue.ReadAsync(cancellationToken);
        Total = all.Count;
        if (TempData[OffersNext] is not null)
            Next = all.FirstOrDefault(row => row.Refusal is null && (row.Assignment.ClaimedName is null || row.Assignment.IsClaimedByMe));
        var types = Filter("type", "Type", all.Select(row => (row.Item.ContentType, row.TypeName)));
        var persons = Filter("person", "Person", all.Select(row => (row.Item.Author, row.Author)));
        var ages = Offered("age", "Waiting", Ages);
        var owners = Offered("for", "For", Owners);
        var dues = Offered("due", "Due", Dues);
        var priorities = Offered("priority", "Priority", Priorities);

        var before = ages.Chosen is { } days ? time.GetUtcNow().UtcDateTime.AddDays(-int.Parse(days.Value, CultureInfo.InvariantCulture)) : DateTime.MaxValue;
        var wanted = all.Where(row => (types.Chosen is null || types.Chosen.Value == row.Item.ContentType)
            && (persons.Chosen is null || persons.Chosen.Value == row.Item.Author)
            && row.Task.SinceUtc <= before
            && owners.Chosen?.Value switch { "me" => row.Assignment.IsMine, "nobody" => row.Assignment is { AskedName: null, ClaimedName: null }, _ => true }
            && dues.Chosen?.Value switch { "over" => row.Assignment.IsOverdue, "7" => row.Assignment.Assignment.Due <= row.Assignment.Today.AddDays(7), _ => true }
            && (priorities.Chosen is null || priorities.Chosen.Value == row.Assignment.Assignment.Priority.ToString())).ToList();
        var pager = new Pager(1, PageSize, wanted.Count);
        Listing = new ContentListing([types, persons, ages, owners, dues, priorities], [], pager.At(Request.Query));
        Rows = [.. wanted.Skip((Listing.Pager.Page - 1) * PageSize).Take(PageSize)];
        Changes = await changes.OfAsync([.. Rows.Select(row => row.Item).DistinctBy(item => item.ContentItemId)], cancellationToken);
        Actions = [.. Rows.Where(MayBeChosen).SelectMany(row => row.Task.Actions).Where(action => action.Refusal is null).DistinctBy(action => action.Name)];
        return Page();
    }

    /// <summary>Whether a draft on this page can be decided together with others.</summary>
    public bool MayBeChosen(QueueRow row) => row.Refusal is null && Changes[row.Item.ContentItemId].Refusal is null;

    private OfferedFilter Filter(string parameter, string label, IEnumerable<(string Value, string Text)> values) =>
        Offered(parameter, label, [.. values.Distinct().OrderBy(value => value.Text, StringComparer.CurrentCulture).Select(value => new FieldChoice(value.Value, value.Text, IsTarget: false))]);

    private OfferedFilter Offered(string parameter, string label, FieldChoice[] choices) =>
        new(new ContentFilter(parameter, label, ""), choices, Array.Find(choices, choice => choice.Value == Request.Query[parameter]));

    public sealed class Form
    {
        /// <summary>The drafts, each as <see cref="ChosenDraft"/> writes it.</summary>
        public string[] Chosen { get; set; } = [];

        public string? Comment { get; set; }
    }
}
