using Mhg.Workflows.Notices;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>Tells the person who is at work now: the Liquid template <c>Message</c>.</summary>
public sealed class NotifyTask(WorkflowMessages messages) : Activity
{
    /// <inheritdoc/>
    public override string Category => "Notices";

    /// <inheritdoc/>
    public override string Summary => "Tells the person who is at work now something, with the next page.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("NotificationType", SettingKind.Choice, "Kind")
        {
            Default = "0",
            Choices = [new("0", "Something was done"), new("1", "Something to know"), new("2", "A warning"), new("3", "Something failed")],
        },
        new("Message", SettingKind.Liquid, "Message"),
    ];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        messages.Add(context.Record.Choice("NotificationType", MessageKind.Success), context.Render("Message"));
        return new(ActivityResult.Done);
    }
}
