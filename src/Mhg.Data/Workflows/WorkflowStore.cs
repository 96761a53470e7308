using System.Data;
using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.Data.Transactions;
using Mhg.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Workflows;

/// <summary>Workflow instances in the database.</summary>
public sealed class WorkflowStore(MhgDbContext db, UnitOfWork unitOfWork) : IWorkflowStore
{
    private readonly RowWriter _workflows = new(db, "Workflows",
        ("WorkflowId", DbType.String), ("WorkflowTypeId", DbType.String), ("Status", DbType.String), ("CorrelationId", DbType.String),
        ("CreatedUtc", DbType.DateTime), ("ChangedUtc", DbType.DateTime), ("FaultMessage", DbType.String), ("Revision", DbType.Int64), ("State", DbType.String));

    private readonly RowWriter _blocking = new(db, "BlockingActivities",
        ("WorkflowId", DbType.String), ("ActivityId", DbType.String), ("WorkflowTypeId", DbType.String), ("Name", DbType.String),
        ("IsStart", DbType.Boolean), ("SinceUtc", DbType.DateTime), ("DueUtc", DbType.DateTime), ("Attempts", DbType.Int32), ("FaultMessage", DbType.String));

    private IQueryable<WorkflowRow> Rows => db.Set<WorkflowRow>().AsNoTracking();

    private IQueryable<WorkflowRow> Halted => Rows.Where(w => w.Status == WorkflowStatus.Halted);

    private IQueryable<BlockingActivityRow> Blocking => db.Set<BlockingActivityRow>().AsNoTracking();

    /// <inheritdoc/>
    public async Task<Workflow?> FindAsync(string workflowId, CancellationToken cancellationToken) =>
        (await ToWorkflowsAsync(Rows.Where(w => w.WorkflowId == workflowId), cancellationToken)).SingleOrDefault();

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workflow>> ListHaltedAsync(IReadOnlyCollection<string> correlationIds, CancellationToken cancellationToken) =>
        ToWorkflowsAsync(Halted.Where(w => w.CorrelationId != null && correlationIds.Contains(w.CorrelationId)).OrderBy(w => w.CreatedUtc).ThenBy(w => w.WorkflowId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workflow>> ListWaitingAsync(IReadOnlyCollection<WaitingPlace> places, int skip, int take, CancellationToken cancellationToken) =>
        LongestWaitingAsync(Waiting(places, Halted), skip, take, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workflow>> ListWaitingDraftsAsync(IReadOnlyCollection<WaitingPlace> places, int skip, int take, CancellationToken cancellationToken) =>
        LongestWaitingAsync(Waiting(places, AboutDrafts), skip, take, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountWaitingDraftsAsync(IReadOnlyCollection<WaitingPlace> places, CancellationToken cancellationToken) =>
        Waiting(places, AboutDrafts).CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<bool> HasHaltedAsync(string workflowTypeId, CancellationToken cancellationToken) =>
        Halted.AnyAsync(w => w.WorkflowTypeId == workflowTypeId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Workflow>> QueryAsync(WorkflowQuery query, CancellationToken cancellationToken) => ToWorkflowsAsync(
        Matching(query).OrderByDescending(w => w.CreatedUtc).ThenBy(w => w.WorkflowId).Skip(query.Skip).Take(query.Take), cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountAsync(WorkflowQuery query, CancellationToken cancellationToken) => Matching(query).CountAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkflowCount>> CountAllAsync(CancellationToken cancellationToken) =>
        await (from workflow in Rows
               group workflow by new { workflow.WorkflowTypeId, workflow.Status } into same
               select new WorkflowCount(same.Key.WorkflowTypeId, same.Key.Status, same.Count())).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(IReadOnlyList<Workflow> workflows, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        foreach (var workflow in workflows.Where(w => w.Revision > 0))
            await ReplaceAsync(workflow, token);
        await _workflows.AddAsync([.. workflows.Where(w => w.Revision == 0).Select(w => new object?[]
        {
            w.WorkflowId, w.WorkflowTypeId, w.Status.ToString(), w.CorrelationId, w.CreatedUtc, w.ChangedUtc, w.FaultMessage, 1L, StateOf(w),
        })], token);
        await _blocking.AddAsync([.. from workflow in workflows
                                     from b in workflow.BlockingActivities
                                     select new object?[]
                                     {
                                         workflow.WorkflowId, b.ActivityId, workflow.WorkflowTypeId, b.Name, b.IsStart, b.SinceUtc, b.DueUtc, b.Attempts, b.FaultMessage,
                                     }], token);
        // Only now: when one of them fails, none has been stored and none is told so.
        foreach (var workflow in workflows)
            workflow.Revision++;
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> workflowIds, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => db.Set<WorkflowRow>().Where(w => workflowIds.Contains(w.WorkflowId)).ExecuteDeleteAsync(token), cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteEndedAsync(DateTime beforeUtc, int most, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        // In these words, so that the index of the ended ones answers it.
        var ended = await Rows.Where(w => (w.Status == WorkflowStatus.Finished || w.Status == WorkflowStatus.Aborted) && w.ChangedUtc < beforeUtc)
            .OrderBy(w => w.ChangedUtc).Take(most).Select(w => w.WorkflowId).ToListAsync(token);
        await DeleteAsync(ended, token);
        return ended.Count;
    }, cancellationToken);

    private static string StateOf(Workflow workflow) => JsonSerializer.Serialize(workflow.State, ContentJson.Options);

    private async Task ReplaceAsync(Workflow workflow, CancellationToken cancellationToken)
    {
        var state = StateOf(workflow);
        var replaced = await db.Set<WorkflowRow>().Where(w => w.WorkflowId == workflow.WorkflowId && w.Revision == workflow.Revision)
            .ExecuteUpdateAsync(row => row
                .SetProperty(w => w.Status, workflow.Status)
                .SetProperty(w => w.CorrelationId, workflow.CorrelationId)
                .SetProperty(w => w.ChangedUtc, workflow.ChangedUtc)
                .SetProperty(w => w.FaultMessage, workflow.FaultMessage)
                .SetProperty(w => w.Revision, workflow.Revision + 1)
                .SetProperty(w => w.State, state), cancellationToken);
        if (replaced == 0)
            throw new WorkflowConflictException(workflow.WorkflowId);
        await db.Set<BlockingActivityRow>().Where(b => b.WorkflowId == workflow.WorkflowId).ExecuteDeleteAsync(cancellationToken);
    }

    private IQueryable<WorkflowRow> Matching(WorkflowQuery query)
    {
        var rows = Rows;
        if (query.WorkflowTypeId is { } type)
            rows = rows.Where(w => w.WorkflowTypeId == type);
        if (query.CorrelationId is { } correlation)
            rows = rows.Where(w => w.CorrelationId == correlation);
        if (query.CorrelationIds is { } correlations)
            rows = rows.Where(w => w.CorrelationId != null && correlations.Contains(w.CorrelationId));
        if (query.ChangedBeforeUtc is { } changed)
            rows = rows.Where(w => w.ChangedUtc < changed);
        if (query.Status is { } status)
            rows = rows.Where(w => w.Status == status);
        return rows;
    }

    /// <summary>Halted instances that are about an item with a draft.</summary>
    private IQueryable<WorkflowRow> AboutDrafts =>
        Halted.Where(w => db.ContentItems.Any(v => v.ContentItemId == w.CorrelationId && v.Latest && !v.Published));

    /// <summary>Which of these instances are at the places, with the moment since when they wait, each once.</summary>
    private IQueryable<Waiter> Waiting(IReadOnlyCollection<WaitingPlace> places, IQueryable<WorkflowRow> workflows) =>
        from blocking in Blocking.At(places)
        join workflow in workflows on blocking.WorkflowId equals workflow.WorkflowId
        group blocking.SinceUtc by blocking.WorkflowId into since
        select new Waiter { WorkflowId = since.Key, SinceUtc = since.Min() };

    private async Task<IReadOnlyList<Workflow>> LongestWaitingAsync(IQueryable<Waiter> waiting, int skip, int take, CancellationToken cancellationToken)
    {
        var ids = await waiting.OrderBy(w => w.SinceUtc).ThenBy(w => w.WorkflowId).Skip(skip).Take(take).Select(w => w.WorkflowId).ToListAsync(cancellationToken);
        var found = (await ToWorkflowsAsync(Rows.Where(w => ids.Contains(w.WorkflowId)), cancellationToken)).ToDictionary(w => w.WorkflowId);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private async Task<IReadOnlyList<Workflow>> ToWorkflowsAsync(IQueryable<WorkflowRow> query, CancellationToken cancellationToken)
    {
        var rows = await query.ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return [];
        var ids = rows.Select(row => row.WorkflowId).ToList();
        var blocking = (await Blocking.Where(b => ids.Contains(b.WorkflowId)).OrderBy(b => b.SinceUtc).ThenBy(b => b.ActivityId).ToListAsync(cancellationToken))
            .ToLookup(b => b.WorkflowId);
        return rows.ConvertAll(row => new Workflow
        {
            WorkflowId = row.WorkflowId,
            WorkflowTypeId = row.WorkflowTypeId,
            Status = row.Status,
            CorrelationId = row.CorrelationId,
            CreatedUtc = row.CreatedUtc,
            ChangedUtc = row.ChangedUtc,
            FaultMessage = row.FaultMessage,
            Revision = row.Revision,
            State = JsonSerializer.Deserialize<WorkflowState>(row.State, ContentJson.Options)!,
            BlockingActivities = [.. blocking[row.WorkflowId].Select(b => new BlockingActivity(b.ActivityId, b.Name, b.IsStart, b.SinceUtc)
            {
                DueUtc = b.DueUtc,
                Attempts = b.Attempts,
                FaultMessage = b.FaultMessage,
            })],
        });
    }

    private sealed class Waiter
    {
        public required string WorkflowId { get; init; }

        public DateTime SinceUtc { get; init; }
    }
}
