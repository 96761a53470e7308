using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Timers;

/// <summary>Lets instances go on where a time has come that they wait for.</summary>
public sealed class WaitReceiver(WorkflowEngine engine) : OutboxReceiver
{
    private const string Wait = nameof(Wait);

    /// <inheritdoc/>
    public override string Kind => Wait;

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    // As long as the database can't be used there is nobody to tell; the instance itself says what it waits for.
    /// <inheritdoc/>
    public override int MostAttempts => int.MaxValue;

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message) => "Let a workflow go on after its time";

    /// <inheritdoc/>
    public override Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        // What the instance has stopped waiting for, or waits for longer, needs nothing: the message was true when it was written.
        return engine.ResumeDueAsync((string)message.Payload[nameof(Workflow.WorkflowId)]!, (string)message.Payload[nameof(BlockingActivity.ActivityId)]!, cancellationToken);
    }

    /// <summary>The messages that wake an instance.</summary>
    internal static IEnumerable<OutboxMessage> Waits(Workflow workflow) =>
        from blocking in workflow.BlockingActivities
        where blocking.DueUtc is not null && workflow.Status == WorkflowStatus.Halted
        select new OutboxMessage(
            $"{Wait}/{workflow.WorkflowId}/{blocking.ActivityId}", Wait,
            new() { [nameof(Workflow.WorkflowId)] = workflow.WorkflowId, [nameof(BlockingActivity.ActivityId)] = blocking.ActivityId }, blocking.DueUtc);
}
