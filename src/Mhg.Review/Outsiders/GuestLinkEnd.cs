using Mhg.ContentManagement;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.UserTasks.Outsiders;

namespace Mhg.Review.Outsiders;

/// <summary>What is published or deleted is nothing to ask guests about any more: their links were for that draft and not for the next one.</summary>
public sealed class GuestLinkEnd(IGuestLinkStore links, TimeProvider time) : IContentHandler
{
    /// <inheritdoc/>
    public Task AfterAsync(ContentChange change, CancellationToken cancellationToken) => AfterAsync([change], cancellationToken);

    /// <inheritdoc/>
    public async Task AfterAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken)
    {
        string[] settled = [.. changes.Where(change => change.Kind is ContentChangeKind.Published or ContentChangeKind.Deleted).Select(change => change.Item.ContentItemId)];
        if (settled.Length > 0)
            await links.SettleAsync(settled, time.GetUtcNow().UtcDateTime, cancellationToken);
    }
}

/// <summary>Removes links some weeks after their days were over, with the guests' names and addresses. What was done by them stays in the audit.</summary>
public sealed class GuestLinkTrim(IGuestLinkStore links, IOutboxStore outbox, TimeProvider time) : OutboxReceiver
{
    private const int Batch = 200;

    // Until then the page can say why it shows nothing.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    /// <inheritdoc/>
    public override int MostAttempts => int.MaxValue;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<OutboxMessage>> StandingAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OutboxMessage>>([Next(Pause)]);

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var removed = await links.DeleteEndedAsync(time.GetUtcNow().UtcDateTime - Kept, Batch, cancellationToken);
        await outbox.AddAsync([Next(removed == Batch ? TimeSpan.Zero : Pause)], cancellationToken);
    }

    private OutboxMessage Next(TimeSpan pause) => new(Kind, Kind, [], time.GetUtcNow().UtcDateTime + pause);
}
