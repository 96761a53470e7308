using System.Text.Json.Nodes;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Runs <c>Script</c>, which chooses among <c>AvailableOutcomes</c> by <c>setOutcome('…')</c>, one or several.</summary>
public sealed class ScriptTask : Activity
{
    private const string AvailableOutcomes = nameof(AvailableOutcomes);

    /// <inheritdoc/>
    public override string Category => "Flow";

    /// <inheritdoc/>
    public override string Summary => "Runs a script that chooses the ways to go on.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new(AvailableOutcomes, SettingKind.List, "Outcomes") { Default = ActivityResult.DoneName, Hint = "The ways that the script chooses from, one a line." },
        new("Script", SettingKind.Script, "Script")
        {
            IsLong = true,
            Default = "setOutcome('Done');",
            Hint = "setOutcome('…') chooses a way. setProperty('name', value) keeps a value for later activities.",
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) =>
        record.Properties[AvailableOutcomes] is JsonArray ? record.Texts(AvailableOutcomes) : [ActivityResult.DoneName];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The script chooses an outcome that is not available.</exception>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context.Record.Text("Script").Length == 0)
            return new(ActivityResult.Done);
        var outcomes = new List<string>();
        context.SetLastResult(context.Evaluate("Script", outcomes.Add));
        var available = Outcomes(context.Record);
        return outcomes.Find(outcome => !available.Contains(outcome)) is { } unknown
            ? throw new InvalidOperationException($"The script chooses “{unknown}”, which is not among the outcomes.")
            : new(ActivityResult.Follow(outcomes));
    }
}
