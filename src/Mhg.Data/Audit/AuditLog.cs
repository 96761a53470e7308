using System.Data;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Transactions;
using Mhg.Workflows.UserTasks;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Audit;

/// <summary>The audit in the database.</summary>
public sealed class AuditLog(MhgDbContext db, UnitOfWork unitOfWork) : IAuditLog
{
    private readonly RowWriter _events = new(db, "AuditEvents",
        ("Utc", DbType.DateTime), ("UserId", DbType.String), ("UserName", DbType.String), ("Name", DbType.String), ("ContentItemId", DbType.String),
        ("ContentItemVersionId", DbType.String), ("ContentType", DbType.String), ("Comment", DbType.String), ("Data", DbType.String),
        ("IsDecision", DbType.Boolean));

    /// <inheritdoc/>
    public Task AppendAsync(AuditEvent auditEvent, CancellationToken cancellationToken) => AppendAsync([auditEvent], cancellationToken);

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<AuditEvent> auditEvents, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => _events.AddAsync([.. auditEvents.Select(e => new object?[]
        {
            e.Utc, e.UserId, e.UserName, e.Name, e.ContentItemId, e.ContentItemVersionId, e.ContentType, e.Comment, e.Data?.ToJsonString(ContentJson.Options),
            Decision.Of(e) is { IsReview: true },
        })], token), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEvent>> ListAsync(string contentItemId, CancellationToken cancellationToken) =>
        ToEventsAsync(db.Set<AuditEventRow>().Where(e => e.ContentItemId == contentItemId).OrderByDescending(e => e.Id), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditEvent>> ListAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        contentItemIds.Count == 0 ? [] : await ToEventsAsync(
            db.Set<AuditEventRow>().Where(e => e.ContentItemId != null && contentItemIds.Contains(e.ContentItemId)).OrderByDescending(e => e.Id), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEvent>> ListNewestAsync(int skip, int take, CancellationToken cancellationToken) =>
        ToEventsAsync(db.Set<AuditEventRow>().OrderByDescending(e => e.Id).Skip(skip).Take(take), cancellationToken);

    private static async Task<IReadOnlyList<AuditEvent>> ToEventsAsync(IQueryable<AuditEventRow> rows, CancellationToken cancellationToken) =>
        (await rows.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(AuditTrail.ToEvent);
}
