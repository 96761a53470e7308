using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.Data.Audit;
using Mhg.Data.Content;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Figures;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Workflows;

/// <summary>What figures of reviews are made of, in the database.</summary>
public sealed class ReviewFigureStore(MhgDbContext db) : IReviewFigureStore
{
    /// <inheritdoc/>
    public IAsyncEnumerable<DecisionEvent> ReadDecisionsAsync(DateTime fromUtc, DateTime untilUtc) =>
        db.Set<AuditEventRow>().AsNoTracking().Where(e => e.IsDecision && e.Utc >= fromUtc && e.Utc < untilUtc).OrderBy(e => e.Utc)
            .Select(e => new { e.Utc, e.Name, e.ContentType, e.Data }).AsAsyncEnumerable()
            .Select(e => new DecisionEvent(e.Utc, e.Name, e.ContentType ?? "", JsonSerializer.Deserialize<Decision>(e.Data!, ContentJson.Options)!));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WaitingCount>> CountWaitingAsync(IReadOnlyCollection<WaitingPlace> places, CancellationToken cancellationToken)
    {
        var counts = await (from blocking in db.Set<BlockingActivityRow>().AsNoTracking().At(places)
                            join workflow in db.Set<WorkflowRow>() on blocking.WorkflowId equals workflow.WorkflowId
                            join item in db.Set<ContentVersionRow>() on workflow.CorrelationId equals item.ContentItemId
                            where workflow.Status == WorkflowStatus.Halted && item.Latest && !item.Published
                            group item by new { blocking.WorkflowTypeId, blocking.ActivityId, item.ContentType } into same
                            select new { same.Key, Count = same.Count() }).ToListAsync(cancellationToken);
        return counts.ConvertAll(same => new WaitingCount(new WaitingPlace(same.Key.WorkflowTypeId, same.Key.ActivityId), same.Key.ContentType, same.Count));
    }
}
