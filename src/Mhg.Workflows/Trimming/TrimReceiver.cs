using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Trimming;

/// <summary>
/// Removes instances that came to their end long ago (<see cref="WorkflowOptions.KeepEnded"/>), so many at once that nobody who
/// wants to write has to wait for it.
/// </summary>
public sealed class TrimReceiver(IWorkflowStore workflows, IOutboxStore outbox, WorkflowOptions options, TimeProvider time) : OutboxReceiver
{
    private const string Trim = nameof(Trim);
    private const int Batch = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override string Kind => Trim;

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    /// <inheritdoc/>
    public override int MostAttempts => int.MaxValue;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<OutboxMessage>> StandingAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OutboxMessage>>([Next(Pause)]);

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message) => "Remove workflows that ended long ago";

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var trimmed = options.KeepEnded is { } keep ? await workflows.DeleteEndedAsync(time.GetUtcNow().UtcDateTime - keep, Batch, cancellationToken) : 0;
        await outbox.AddAsync([Next(trimmed == Batch ? TimeSpan.Zero : Pause)], cancellationToken);
    }

    private OutboxMessage Next(TimeSpan pause) => new(Trim, Trim, [], time.GetUtcNow().UtcDateTime + pause);
}
