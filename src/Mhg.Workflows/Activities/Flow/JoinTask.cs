using System.Text.Json.Nodes;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>
/// Brings branches together. By its <c>Mode</c> it goes on when all activities that lead to it have come, or with the first one;
/// then nothing that leads to it is waited for any more.
/// </summary>
public sealed class JoinTask : Activity
{
    private enum JoinMode
    {
        WaitAll,
        WaitAny,
    }

    /// <inheritdoc/>
    public override string Category => "Flow";

    /// <inheritdoc/>
    public override string Summary => "Brings several ways together.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("Mode", SettingKind.Choice, "Goes on")
        {
            Default = "0",
            Choices = [new("0", "When all ways have come"), new("1", "With the first one; the others are given up")],
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["Joined"];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var id = context.Record.ActivityId;
        if (context.Record.Choice("Mode", JoinMode.WaitAll) is JoinMode.WaitAny)
        {
            context.GiveUp(new HashSet<string>(context.Type.Ancestors(id)) { id });
            return new(ActivityResult.Follow("Joined"));
        }

        // By activity, not by outcome: of the outcomes of one activity usually only one comes.
        var come = (context.Memory["Branches"] as JsonArray ?? []).Select(branch => (string?)branch).ToHashSet();
        come.Add(context.Arrival?.SourceActivityId);
        if (context.Type.Into(id).All(transition => come.Contains(transition.SourceActivityId)))
        {
            // In a loop, the next round begins from nothing; a fork that leads here by several of its ways comes once.
            context.Memory.Remove("Branches");
            context.GiveUp(new HashSet<string> { id });
            return new(ActivityResult.Follow("Joined"));
        }
        context.Memory["Branches"] = new JsonArray([.. come.Select(branch => JsonValue.Create(branch))]);
        return new(ActivityResult.None);
    }
}
