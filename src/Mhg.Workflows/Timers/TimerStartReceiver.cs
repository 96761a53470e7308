using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Timers;

/// <summary>
/// Starts workflows at the times of their timers. Times that have passed while no process ran are one: a site that was down over
/// night does not start a workflow for every quarter of an hour.
/// </summary>
public sealed class TimerStartReceiver(WorkflowTypes types, TimerStarts starts, WorkflowEngine engine, IOutboxStore outbox) : OutboxReceiver
{
    /// <inheritdoc/>
    public override string Kind => TimerStarts.Kind;

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    /// <inheritdoc/>
    public override int MostAttempts => int.MaxValue;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<OutboxMessage>> StandingAsync(CancellationToken cancellationToken)
    {
        var messages = new List<OutboxMessage>();
        foreach (var type in (await types.AllAsync(cancellationToken)).Types)
            messages.AddRange(await starts.MessagesOfAsync(type, cancellationToken));
        return messages;
    }

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message) => "Start a workflow by its timer";

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        // A type that was changed has written new messages; what is not among its timers any more ends here.
        var type = (await types.AllAsync(cancellationToken)).Find((string)message.Payload[nameof(WorkflowType.WorkflowTypeId)]!);
        if (type is not { IsEnabled: true } || type.Find((string)message.Payload[nameof(ActivityRecord.ActivityId)]!) is not { } start || !TimerStarts.IsStart(start))
            return;
        await outbox.AddAsync([await starts.MessageOfAsync(type, start, cancellationToken)], cancellationToken);
        await engine.StartAsync(type, start, cancellationToken);
    }
}
