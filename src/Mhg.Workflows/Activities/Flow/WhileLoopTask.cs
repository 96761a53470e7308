namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes another round as long as the script <c>Condition</c> holds.</summary>
public sealed class WhileLoopTask : LoopActivity
{
    /// <inheritdoc/>
    public override string Summary => "Goes another round as long as a condition holds.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings => [new("Condition", SettingKind.Script, "Condition") { IsRequired = true }];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(context.Test("Condition") ? Round : ActivityResult.Done);
}
