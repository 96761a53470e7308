namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes one way or the other by the script <c>Condition</c>.</summary>
public sealed class IfElseTask : Activity
{
    /// <inheritdoc/>
    public override string Category => "Flow";

    /// <inheritdoc/>
    public override string Summary => "Goes one way or the other by a condition.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings => [new("Condition", SettingKind.Script, "Condition") { IsRequired = true }];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["True", "False"];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.Follow(context.Test("Condition") ? "True" : "False"));
}
