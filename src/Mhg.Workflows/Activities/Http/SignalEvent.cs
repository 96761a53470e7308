namespace Mhg.Workflows.Activities.Http;

/// <summary>Somebody sends the signal that the Liquid template <c>SignalName</c> names, compared without case.</summary>
public sealed class SignalEvent : EventActivity
{
    /// <inheritdoc/>
    public override string Category => "Web";

    /// <inheritdoc/>
    public override string Summary => "Somebody opens the address that signal_url or signalUrl() has made, and sends its signal.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings => [new("SignalName", SettingKind.Liquid, "Name of the signal") { IsRequired = true }];

    /// <inheritdoc/>
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(string.Equals(context.Input.GetValueOrDefault(WorkflowInput.Signal)?.ToString(), context.Render("SignalName"), StringComparison.OrdinalIgnoreCase));
}
