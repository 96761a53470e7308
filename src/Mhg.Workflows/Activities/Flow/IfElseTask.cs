namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes one way or the other by the script <c>Condition</c>.</summary>
public sealed class IfElseTask : Activity
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["True", "False"];

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        check.Required("Condition");
        check.Script("Condition");
    }

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.Follow(context.Test("Condition") ? "True" : "False"));
}
