using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.People;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Desk;

/// <summary>What an editor has in hand: their own, and drafts of others that they were the last to change. The number of questions to the database does not grow with the number of items.</summary>
[RequirePermission("EditOwnContent")]
public sealed class DeskModel(
    IContentStore contents, ContentAccess access, ContentDefinitions definitions, ReviewStandings standings, ICommentStore comments, PublishedContent published,
    IPeopleDirectory people, CurrentActor current) : PageModel
{
    /// <summary>More drafts than one person has in hand; the oldest beyond it are not shown.</summary>
    public const int MostDrafts = 500;

    private const int PageSize = 20;

    /// <summary>Which of the tabs is open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    public IReadOnlyList<DeskTab> Tabs { get; private set; } = [];

    public DeskTab Open { get; private set; } = null!;

    public IReadOnlyList<DeskRow> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public bool HasMoreDrafts { get; private set; }

    public IReadOnlyList<(string Type, string Name)> Creatable { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        Creatable =
        [
            .. model.Types.Values.Where(type => access.MayCreate(current.Actor, type))
                .Select(type => (type.Name, model.DisplayName(type.Name))).OrderBy(type => type.Item2, StringComparer.CurrentCulture),
        ];

        var mine = new ContentQuery { Owner = current.Actor.UserId, Version = VersionOptions.Latest, IsDraft = true, Take = MostDrafts };
        var drafts = await contents.QueryAsync(mine, cancellationToken);
        var changed = await contents.QueryAsync(mine with { Owner = null, Author = current.Actor.UserName }, cancellationToken);
        HasMoreDrafts = drafts.Count == MostDrafts || changed.Count == MostDrafts;
        var editable = drafts.Concat(changed).DistinctBy(draft => draft.ContentItemId).OrderByDescending(draft => draft.ModifiedUtc).ThenBy(draft => draft.ContentItemId)
            .Where(draft => access.MayEdit(current.Actor, draft)).ToList();
        var found = await standings.OfAsync(editable, cancellationToken);
        var byState = editable.ToLookup(draft => found[draft.ContentItemId].State);
        var live = new ContentQuery { Owner = current.Actor.UserId, Order = ContentOrder.NewestFirst };

        Tabs =
        [
            new("drafts", "Drafts", byState[ReviewState.Draft].Count()),
            new("returned", "Returned to me", byState[ReviewState.Returned].Count() + byState[ReviewState.Rejected].Count()),
            new("waiting", "Waiting for review", byState[ReviewState.Waiting].Count()),
            new("published", "Published", await published.CountAsync(live, cancellationToken)),
        ];
        Open = Tabs.FirstOrDefault(tab => tab.Name == Tab) ?? Tabs[0];
        Pager = new Pager(1, PageSize, Open.Count).At(Request.Query);
        var skip = (Pager.Page - 1) * PageSize;
        var shown = Open.Name == "published"
            ? await published.ListAsync(live with { Skip = skip, Take = PageSize }, cancellationToken)
            : [.. (Open.Name switch
            {
                "returned" => editable.Where(draft => found[draft.ContentItemId].State is ReviewState.Returned or ReviewState.Rejected),
                "waiting" => byState[ReviewState.Waiting],
                _ => byState[ReviewState.Draft],
            }).Skip(skip).Take(PageSize)];

        var names = await people.NamesAsync(
            [.. shown.Select(item => found.GetValueOrDefault(item.ContentItemId)?.Decision?.UserId).OfType<string>().Distinct()], cancellationToken);
        var open = await comments.CountOpenAsync([.. shown.Select(item => item.ContentItemId)], cancellationToken);
        Rows =
        [
            .. from item in shown
               let standing = Open.Name == "published" ? new ReviewStanding(ReviewState.Published, null, null) : found[item.ContentItemId]
               select new DeskRow(item, model.DisplayName(item.ContentType), standing, NameOf(standing.Decision), open.GetValueOrDefault(item.ContentItemId)),
        ];

        string? NameOf(AuditEvent? decision) =>
            decision is null ? null : names.GetValueOrDefault(decision.UserId ?? "") ?? decision.UserName;
    }
}

/// <summary>A tab of the desk.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">What people see.</param>
/// <param name="Count">How many items stand under it.</param>
public sealed record DeskTab(string Name, string Title, int Count);

/// <summary>An item on the desk.</summary>
/// <param name="Item">The latest version; under Published, the one that readers see.</param>
/// <param name="TypeName">The type's name for people.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="DecidedBy">Who decided last; null where nobody has.</param>
/// <param name="OpenComments">How many threads of comments are open.</param>
public sealed record DeskRow(ContentItem Item, string TypeName, ReviewStanding Standing, string? DecidedBy, int OpenComments)
{
    /// <summary>What the editor can do next.</summary>
    public string Next => Standing switch
    {
        { State: ReviewState.Waiting } => "Nothing to do: a reviewer decides. Saving a change takes it out of the queue.",
        { State: ReviewState.Returned } => "Mend what the reviewer asks for, then submit it again.",
        { State: ReviewState.Rejected } => "Change it if you want to submit it once more.",
        { State: ReviewState.Published } => "To change it, edit it and submit the change.",
        { Task: { } task } => $"When it is ready: {string.Join(", ", task.Actions.Select(action => $"“{action.Name}”"))}.",
        _ => "Save a change first, then it can be submitted.",
    };
}
