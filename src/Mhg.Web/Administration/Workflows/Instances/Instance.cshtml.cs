using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Workflows.Graph;
using Mhg.Workflows;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Operations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Workflows.Instances;

/// <summary>One instance: where it has been, where it waits, and why it stopped.</summary>
[RequirePermission(nameof(SitePermissions.ManageWorkflows))]
public sealed class InstanceModel(
    WorkflowTypes types, IWorkflowStore workflows, WorkflowOperations operations, ActivityLibrary library, IContentStore contents, ContentAccess access,
    CurrentActor current) : PageModel
{
    /// <summary>An activity that ran.</summary>
    /// <param name="Title">What people call it.</param>
    /// <param name="Kind">What kind it is, in words.</param>
    /// <param name="Utc">When (UTC); null where that is not known.</param>
    public sealed record Step(string Title, string Kind, DateTime? Utc);

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public Workflow Workflow { get; private set; } = null!;

    /// <summary>Its type; null where that was deleted.</summary>
    public WorkflowType? Type { get; private set; }

    public string Name => Type?.Name ?? Workflow.WorkflowTypeId;

    /// <summary>The title of the item that it is about; null where it is about none, or the reader may not know it.</summary>
    public string? About { get; private set; }

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    public GraphPicture? Picture { get; private set; }

    public bool MayRetry => Workflow.Status == WorkflowStatus.Faulted || Workflow.BlockingActivities.Exists(blocking => blocking.Attempts > 0);

    public bool MayAbort => Workflow.Status is WorkflowStatus.Faulted or WorkflowStatus.Halted;

    public string TitleOf(string activityId) => Type?.Find(activityId) is { } activity ? ActivityWords.TitleOf(activity) : activityId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await workflows.FindAsync(Id, cancellationToken) is not { } workflow)
            return NotFound();
        Workflow = workflow;
        Type = (await types.AllAsync(cancellationToken)).Find(workflow.WorkflowTypeId);
        if (workflow.CorrelationId is { } about && await contents.FindAsync(about, VersionOptions.Latest, cancellationToken) is { } item && access.MayPreview(current.Actor, item))
            About = item.DisplayText;
        Steps = StepsOf(workflow);
        if (Type is not null)
            Picture = PictureOf(Type, workflow);
        return Page();
    }

    public Task<IActionResult> OnPostRetryAsync(CancellationToken cancellationToken) => DoAsync(operations.RetryAsync, after => after switch
    {
        null => (NoticeKind.Success, "It came to its end."),
        { Status: WorkflowStatus.Faulted } => (NoticeKind.Warning, "It was tried again, and failed again."),
        _ => (NoticeKind.Success, "It goes on."),
    }, cancellationToken);

    public Task<IActionResult> OnPostAbortAsync(CancellationToken cancellationToken) =>
        DoAsync(operations.AbortAsync, _ => (NoticeKind.Success, "It was given up."), cancellationToken);

    private async Task<IActionResult> DoAsync(
        Func<string, CancellationToken, Task<Workflow?>> work, Func<Workflow?, (NoticeKind Kind, string Text)> say, CancellationToken cancellationToken)
    {
        if (await workflows.FindAsync(Id, cancellationToken) is null)
            return NotFound();
        try
        {
            var after = await work(Id, cancellationToken);
            var (kind, text) = say(after);
            TempData.AddNotice(kind, text);
            return Redirect(after is null ? "~/admin/workflow-instances" : $"~/admin/workflow-instances/{Id}");
        }
        catch (Exception refusal) when (refusal is ContentRefusedException or WorkflowConflictException)
        {
            TempData.AddNotice(NoticeKind.Error, refusal.Message);
            return Redirect($"~/admin/workflow-instances/{Id}");
        }
    }

    private List<Step> StepsOf(Workflow workflow)
    {
        var (ids, times) = (workflow.State.ExecutedActivities, workflow.State.ExecutedUtc);
        // The times are those of the newest ones.
        var unknown = ids.Count - times.Count;
        return [.. ids.Select((id, index) => new Step(TitleOf(id), ActivityWords.Of(Type?.Find(id)?.Name ?? ""), index >= unknown ? times[index - unknown] : null))];
    }

    private GraphPicture PictureOf(WorkflowType type, Workflow workflow)
    {
        var executed = workflow.State.ExecutedActivities;
        var marks = executed.Distinct().ToDictionary(id => id, _ => GraphMark.Done);
        foreach (var blocking in workflow.BlockingActivities)
            marks[blocking.ActivityId] = GraphMark.Waiting;
        if (workflow.Status == WorkflowStatus.Faulted && workflow.State.Scheduled is [var failed, ..])
            marks[failed.ActivityId] = GraphMark.Faulted;
        var reached = executed.Zip(executed.Skip(1)).ToHashSet();
        var taken = type.Transitions.Select(way => (From: way.SourceActivityId, To: way.DestinationActivityId))
            .Where(way => reached.Contains((way.From, way.To)) || (executed.Contains(way.From) && marks.GetValueOrDefault(way.To) > GraphMark.Done)).ToHashSet();
        return new GraphPicture(WorkflowGraph.Of(type, library), $"The way that this instance of {type.Name} has taken") { Marks = marks, Taken = taken };
    }
}
