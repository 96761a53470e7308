using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Workflows.Graph;
using Mhg.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows.Instances;

/// <summary>The instances of workflows, newest first.</summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class InstanceListModel(
    WorkflowTypes types, IWorkflowStore workflows, IContentStore contents, ContentAccess access, CurrentActor current, TimeProvider time) : PageModel
{
    private const int PageSize = 25;

    private const int ItemsAtMost = 500;

    /// <summary>How long an instance may not have gone on, in days, with what the choice says.</summary>
    public static IReadOnlyList<(int Days, string Label)> Ages { get; } = [(1, "Not for a day"), (7, "Not for a week"), (30, "Not for 30 days"), (90, "Not for 90 days")];

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public WorkflowStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Item { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Age { get; set; }

    public bool IsFiltered => !string.IsNullOrEmpty(Type) || Status is not null || !string.IsNullOrWhiteSpace(Item) || Age > 0;

    public IReadOnlyList<WorkflowType> Types { get; private set; } = [];

    public IReadOnlyList<Workflow> Workflows { get; private set; } = [];

    /// <summary>The titles of the items that they are about, by id, as far as the reader may know them.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();

    public Pager Pager { get; private set; } = new(1, PageSize, 0);

    public string NameOf(Workflow workflow) => Types.FirstOrDefault(type => type.WorkflowTypeId == workflow.WorkflowTypeId)?.Name ?? workflow.WorkflowTypeId;

    /// <summary>Where it waits, in words.</summary>
    public string PlaceOf(Workflow workflow) => string.Join(", ", workflow.BlockingActivities.Select(blocking =>
        Types.FirstOrDefault(type => type.WorkflowTypeId == workflow.WorkflowTypeId)?.Find(blocking.ActivityId) is { } activity
            ? ActivityWords.TitleOf(activity)
            : ActivityWords.Of(blocking.Name)));

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken cancellationToken)
    {
        Types = [.. (await types.AllAsync(cancellationToken)).Types.OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)];
        var query = new WorkflowQuery
        {
            WorkflowTypeId = string.IsNullOrEmpty(Type) ? null : Type,
            Status = Status,
            CorrelationIds = Item?.Trim() is not { Length: > 0 } item ? null : [item, .. await TitledAsync(item, cancellationToken)],
            ChangedBeforeUtc = Age > 0 ? time.GetUtcNow().UtcDateTime.AddDays(-Math.Min(Age.Value, 10_000)) : null,
        };
        Pager = PageNumber.Of(number, PageSize, await workflows.CountAsync(query, cancellationToken));
        Workflows = await workflows.QueryAsync(query with { Skip = (Pager.Page - 1) * PageSize, Take = PageSize }, cancellationToken);
        Titles = (await contents.FindAsync([.. Workflows.Select(workflow => workflow.CorrelationId).OfType<string>().Distinct()], VersionOptions.Latest, cancellationToken))
            .Where(found => access.MayPreview(current.Actor, found))
            .ToDictionary(found => found.ContentItemId, found => found.DisplayText);
    }

    private async Task<IEnumerable<string>> TitledAsync(string title, CancellationToken cancellationToken) =>
        (await contents.QueryAsync(new ContentQuery { Version = VersionOptions.Latest, DisplayTextContains = title, Take = ItemsAtMost }, cancellationToken))
            .Select(item => item.ContentItemId);
}
