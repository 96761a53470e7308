using Mhg.Workflows.Notices;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>Tells the person who is at work now: the Liquid template <c>Message</c>.</summary>
public sealed class NotifyTask(WorkflowMessages messages) : Activity
{
    /// <inheritdoc/>
    public override void Check(ActivityCheck check) => check.Liquid("Message");

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        messages.Add(context.Record.Choice("NotificationType", MessageKind.Success), context.Render("Message"));
        return new(ActivityResult.Done);
    }
}
