using System.Globalization;
using System.Text.Json.Nodes;

namespace Mhg.Workflows.UserTasks.Stages;

/// <summary>What an instance keeps of a stage while it waits there. It begins empty each time that the stage begins.</summary>
/// <param name="memory">The activity's own part of the instance's state; empty where it keeps nothing.</param>
internal readonly struct StageMemory(JsonObject memory)
{
    /// <summary>The stage's memory in an instance, to be read.</summary>
    public static StageMemory Of(Workflow workflow, string activityId) => new(workflow.State.ActivityStates.GetValueOrDefault(activityId) ?? []);

    /// <summary>The version that was approved so far; null for none.</summary>
    public string? VersionId => (string?)memory[nameof(VersionId)];

    /// <summary>The accounts of those who have approved that version, in this order.</summary>
    public IReadOnlyList<string> ApprovedBy => Ids(nameof(ApprovedBy));

    /// <summary>The accounts of those whose stand-ins have approved that version in their place.</summary>
    public IReadOnlyList<string> InPlaceOf => Ids(nameof(InPlaceOf));

    /// <summary>The day by whose end a decision is wanted, as the site counts days; null for none.</summary>
    public DateOnly? Due
    {
        get => memory[nameof(Due)] is { } day ? DateOnly.ParseExact((string)day!, "O", CultureInfo.InvariantCulture) : null;
        set => memory[nameof(Due)] = value?.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>Which reminder was sent last; null for none.</summary>
    public string? Reminded
    {
        get => (string?)memory[nameof(Reminded)];
        set => memory[nameof(Reminded)] = value;
    }

    /// <summary>Whether those who are next in line may decide as well.</summary>
    public bool IsEscalated
    {
        get => (bool?)memory[nameof(IsEscalated)] ?? false;
        set => memory[nameof(IsEscalated)] = value;
    }

    /// <summary>Adds an approval. Approvals of another version count no more.</summary>
    public void Approve(string versionId, string userId, IReadOnlyList<string> inPlaceOf)
    {
        var (by, lent) = VersionId == versionId ? (ApprovedBy, InPlaceOf) : ([], []);
        memory[nameof(VersionId)] = versionId;
        memory[nameof(ApprovedBy)] = Ids(by.Append(userId));
        memory[nameof(InPlaceOf)] = Ids(lent.Concat(inPlaceOf));
    }

    private IReadOnlyList<string> Ids(string name) => memory[name] is JsonArray ids ? [.. ids.Select(id => (string)id!)] : [];

    private static JsonArray Ids(IEnumerable<string> ids) => [.. ids.Distinct().Select(id => JsonValue.Create(id))];
}
