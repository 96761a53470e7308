namespace Mhg.Workflows.Activities.Flow;

/// <summary>
/// Goes round: over <c>Iterate</c>, from whose end a transition leads back here, until it goes on over <c>Done</c>. Where it has come to
/// is kept in the instance, so that a round may wait for something.
/// </summary>
public abstract class LoopActivity : Activity
{
    /// <summary>Another round.</summary>
    protected static ActivityResult Round { get; } = ActivityResult.Follow("Iterate");

    /// <summary>The setting that names the variable of each round.</summary>
    protected static ActivitySetting LoopVariable { get; } =
        new("LoopVariableName", SettingKind.Text, "Variable") { Default = "x", Hint = "Each round finds its value under this name among the workflow's variables." };

    /// <inheritdoc/>
    public override string Category => "Flow";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["Iterate", ActivityResult.DoneName];

    /// <summary>Another round, which finds a value under the variable's name.</summary>
    protected static ActivityResult RoundWith(ActivityContext context, object? value)
    {
        context.SetProperty(context.Record.Text(LoopVariable.Name) is { Length: > 0 } name ? name : LoopVariable.Default, value);
        context.SetLastResult(value);
        return Round;
    }
}
