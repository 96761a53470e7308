namespace Mhg.Workflows.Activities.Flow;

/// <summary>Goes several ways at once: its <c>Forks</c>.</summary>
public sealed class ForkTask : Activity
{
    /// <inheritdoc/>
    public override string Category => "Flow";

    /// <inheritdoc/>
    public override string Summary => "Goes several ways at once.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings => [new("Forks", SettingKind.List, "Ways") { IsRequired = true, Hint = "A name for each way, one a line." }];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => record.Texts("Forks");

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.Follow(context.Record.Texts("Forks")));
}
