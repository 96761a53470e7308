using Mhg.Workflows.Activities.Timers;
using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Timers;

/// <summary>Writes down when timers start workflows next. There is one message for each start event of each type.</summary>
public sealed class TimerStarts(IOutboxStore outbox, ISiteZone site, TimeProvider time)
{
    internal const string Kind = "TimerStart";

    /// <summary>Writes down when a type's timers start it next, in place of what was written before.</summary>
    internal async Task ScheduleAsync(WorkflowType type, CancellationToken cancellationToken)
    {
        if (await MessagesOfAsync(type, cancellationToken) is { Count: > 0 } messages)
            await outbox.AddAsync(messages, cancellationToken);
    }

    internal async Task<IReadOnlyList<OutboxMessage>> MessagesOfAsync(WorkflowType type, CancellationToken cancellationToken)
    {
        var messages = new List<OutboxMessage>();
        foreach (var start in type.IsEnabled ? type.Activities.Where(IsStart) : [])
            messages.Add(await MessageOfAsync(type, start, cancellationToken));
        return messages;
    }

    internal async Task<OutboxMessage> MessageOfAsync(WorkflowType type, ActivityRecord start, CancellationToken cancellationToken) => new(
        $"{Kind}/{type.WorkflowTypeId}/{start.ActivityId}", Kind,
        new() { [nameof(WorkflowType.WorkflowTypeId)] = type.WorkflowTypeId, [nameof(ActivityRecord.ActivityId)] = start.ActivityId },
        await TimerEvent.NextDueAsync(start, site, time, cancellationToken));

    internal static bool IsStart(ActivityRecord activity) => activity is { IsStart: true, Name: nameof(TimerEvent) };
}
