namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes several ways at once: its <c>Forks</c>.</summary>
public sealed class ForkTask : Activity
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => record.Texts("Forks");

    /// <inheritdoc/>
    public override void Check(ActivityCheck check) => check.RequiredList("Forks");

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.Follow(context.Record.Texts("Forks")));
}
