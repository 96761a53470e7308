using System.Data;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Data.Transactions;
using Mhg.Workflows.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Workflows;

/// <summary>The outbox in the database.</summary>
public sealed class OutboxStore(MhgDbContext db, UnitOfWork unitOfWork, OutboxSignal signal) : IOutboxStore
{
    private readonly RowWriter _messages = new(db, "Outbox",
        ("MessageId", DbType.String), ("Kind", DbType.String), ("Payload", DbType.String), ("DueUtc", DbType.DateTime), ("Attempts", DbType.Int32));

    private IQueryable<OutboxMessageRow> Rows => db.Set<OutboxMessageRow>().AsNoTracking();

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken) => unitOfWork.JoinAsync(async token =>
    {
        var ids = messages.Select(message => message.MessageId).ToList();
        await Rows.Where(m => ids.Contains(m.MessageId)).ExecuteDeleteAsync(token);
        await _messages.AddAsync([.. messages.Select(m => new object?[] { m.MessageId, m.Kind, m.Payload.ToJsonString(ContentJson.Options), m.DueUtc, 0 })], token);
        unitOfWork.AfterCommit(signal.Raise);
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxMessage>> FindAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken) =>
        (await Rows.Where(m => messageIds.Contains(m.MessageId)).ToListAsync(cancellationToken)).ConvertAll(ToMessage);

    /// <inheritdoc/>
    public Task<OutboxMessage?> TakeAsync(string kind, string owner, DateTime nowUtc, DateTime untilUtc, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        if (await Rows.Where(m => m.Kind == kind && m.DueUtc <= nowUtc).OrderBy(m => m.DueUtc).FirstOrDefaultAsync(token) is not { } due)
            return null;
        await Rows.Where(m => m.MessageId == due.MessageId).ExecuteUpdateAsync(row => row
            .SetProperty(m => m.DueUtc, untilUtc).SetProperty(m => m.LeasedBy, owner).SetProperty(m => m.Attempts, due.Attempts + 1), token);
        return ToMessage(due) with { DueUtc = untilUtc, LeasedBy = owner, Attempts = due.Attempts + 1 };
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(OutboxMessage taken, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(async token => await Held(taken).ExecuteDeleteAsync(token) > 0, cancellationToken);

    /// <inheritdoc/>
    public Task PutBackAsync(OutboxMessage taken, DateTime? dueUtc, string faultMessage, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => Held(taken).ExecuteUpdateAsync(row => row
            .SetProperty(m => m.DueUtc, dueUtc).SetProperty(m => m.LeasedBy, (string?)null).SetProperty(m => m.FaultMessage, faultMessage), token), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxMessage>> ListFailedAsync(int skip, int take, CancellationToken cancellationToken) =>
        (await Failed.OrderBy(m => m.DueUtc != null).ThenBy(m => m.DueUtc).ThenBy(m => m.MessageId).Skip(skip).Take(take).ToListAsync(cancellationToken)).ConvertAll(ToMessage);

    /// <inheritdoc/>
    public async Task<(int Failed, int GivenUp)> CountFailedAsync(CancellationToken cancellationToken)
    {
        var counts = await Failed.GroupBy(m => m.DueUtc == null).Select(same => new { IsGivenUp = same.Key, Count = same.Count() }).ToListAsync(cancellationToken);
        return (counts.Sum(same => same.Count), counts.Where(same => same.IsGivenUp).Sum(same => same.Count));
    }

    /// <inheritdoc/>
    public Task<int> RetryAsync(string? messageId, DateTime dueUtc, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var count = await Free(messageId).ExecuteUpdateAsync(row => row.SetProperty(m => m.DueUtc, dueUtc).SetProperty(m => m.Attempts, 0), token);
        unitOfWork.AfterCommit(signal.Raise);
        return count;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DiscardAsync(string messageId, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(async token => await Free(messageId).ExecuteDeleteAsync(token) > 0, cancellationToken);

    /// <inheritdoc/>
    public Task<DateTime?> NextDueAsync(string kind, CancellationToken cancellationToken) =>
        Rows.Where(m => m.Kind == kind && m.DueUtc != null).OrderBy(m => m.DueUtc).Select(m => m.DueUtc).FirstOrDefaultAsync(cancellationToken);

    private IQueryable<OutboxMessageRow> Failed => Rows.Where(m => m.FaultMessage != null);

    private IQueryable<OutboxMessageRow> Free(string? messageId) => Failed.Where(m => m.LeasedBy == null && (messageId == null || m.MessageId == messageId));

    private IQueryable<OutboxMessageRow> Held(OutboxMessage taken) => Rows.Where(m => m.MessageId == taken.MessageId && m.LeasedBy == taken.LeasedBy);

    private static OutboxMessage ToMessage(OutboxMessageRow row) =>
        new(row.MessageId, row.Kind, JsonNode.Parse(row.Payload)!.AsObject(), row.DueUtc) { Attempts = row.Attempts, LeasedBy = row.LeasedBy, FaultMessage = row.FaultMessage };
}
