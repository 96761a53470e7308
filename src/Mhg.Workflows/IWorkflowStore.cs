namespace Mhg.Workflows;

/// <summary>
/// Where instances are kept. Every writing call joins the transaction of <see cref="Mhg.ContentManagement.Storage.IUnitOfWork"/>
/// around it and is seen by the reads that follow in it. Each read makes new objects; a caller may change them.
/// </summary>
public interface IWorkflowStore
{
    /// <summary>One instance, or null.</summary>
    Task<Workflow?> FindAsync(string workflowId, CancellationToken cancellationToken);

    /// <summary>
    /// The halted instances with one of these correlation ids, the oldest (created) first. Asked at every change of content, so an
    /// index answers it.
    /// </summary>
    Task<IReadOnlyList<Workflow>> ListHaltedAsync(IReadOnlyCollection<string> correlationIds, CancellationToken cancellationToken);

    /// <summary>The halted instances that wait at one of these places, the longest waiting first. An index on the blocking activities answers it.</summary>
    Task<IReadOnlyList<Workflow>> ListWaitingAsync(IReadOnlyCollection<WaitingPlace> places, int skip, int take, CancellationToken cancellationToken);

    /// <summary>The same of those that are about a draft: an item that was published past its review waits for nobody until it is changed.</summary>
    Task<IReadOnlyList<Workflow>> ListWaitingDraftsAsync(IReadOnlyCollection<WaitingPlace> places, int skip, int take, CancellationToken cancellationToken);

    /// <summary>How many halted instances that are about a draft wait at one of these places.</summary>
    Task<int> CountWaitingDraftsAsync(IReadOnlyCollection<WaitingPlace> places, CancellationToken cancellationToken);

    /// <summary>Whether an instance of the type is halted.</summary>
    Task<bool> HasHaltedAsync(string workflowTypeId, CancellationToken cancellationToken);

    /// <summary>The instances that a query asks for, the newest first.</summary>
    Task<IReadOnlyList<Workflow>> QueryAsync(WorkflowQuery query, CancellationToken cancellationToken);

    /// <summary>How many instances a query finds, whatever its Skip and Take.</summary>
    Task<int> CountAsync(WorkflowQuery query, CancellationToken cancellationToken);

    /// <summary>How many instances there are of each type with each status; none where there are none.</summary>
    Task<IReadOnlyList<WorkflowCount>> CountAllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds instances whose <see cref="Workflow.Revision"/> is 0 and replaces the others, and adds one to the revision of each.
    /// </summary>
    /// <exception cref="WorkflowConflictException">A stored instance has another revision, or is gone: someone else has changed it since it was read.</exception>
    Task SaveAsync(IReadOnlyList<Workflow> workflows, CancellationToken cancellationToken);

    /// <summary>Removes instances that have finished or were given up, the oldest first.</summary>
    /// <param name="beforeUtc">Those that came to their end before this moment (UTC).</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    Task<int> DeleteEndedAsync(DateTime beforeUtc, int most, CancellationToken cancellationToken);

    /// <summary>Removes instances; those that are not there are passed over.</summary>
    Task DeleteAsync(IReadOnlyCollection<string> workflowIds, CancellationToken cancellationToken);
}

/// <summary>An activity of a workflow type at which instances wait.</summary>
/// <param name="WorkflowTypeId">The type.</param>
/// <param name="ActivityId">Its activity.</param>
public sealed record WaitingPlace(string WorkflowTypeId, string ActivityId);

/// <summary>A number of instances.</summary>
/// <param name="WorkflowTypeId">Their type.</param>
/// <param name="Status">Their status.</param>
/// <param name="Count">How many there are.</param>
public sealed record WorkflowCount(string WorkflowTypeId, WorkflowStatus Status, int Count);

/// <summary>A list of instances. What is null does not restrict it.</summary>
public sealed record WorkflowQuery
{
    /// <summary>Only of this type.</summary>
    public string? WorkflowTypeId { get; init; }

    /// <summary>Only about this.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only about one of these.</summary>
    public IReadOnlyCollection<string>? CorrelationIds { get; init; }

    /// <summary>Only those that have not gone on since this moment (UTC).</summary>
    public DateTime? ChangedBeforeUtc { get; init; }

    /// <summary>Only with this status.</summary>
    public WorkflowStatus? Status { get; init; }

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int Take { get; init; } = 100;
}

/// <summary>Someone else has changed the workflow instance since it was read. Nothing was stored.</summary>
public sealed class WorkflowConflictException(string workflowId)
    : Exception($"The workflow instance {workflowId} was changed by someone else in the meantime.");
