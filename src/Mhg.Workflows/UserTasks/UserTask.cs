namespace Mhg.Workflows.UserTasks;

/// <summary>A workflow that waits for a person's decision.</summary>
/// <param name="WorkflowId">The instance.</param>
/// <param name="WorkflowTypeId">Its type.</param>
/// <param name="WorkflowName">What people call the workflow.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="Title">What people call the task, say <c>Decide</c>.</param>
/// <param name="ContentItemId">The item that it is about.</param>
/// <param name="SinceUtc">Since when it waits (UTC).</param>
/// <param name="Actions">What can be done, in the order of the buttons.</param>
public sealed record UserTask(
    string WorkflowId, string WorkflowTypeId, string WorkflowName, string ActivityId, string Title, string ContentItemId,
    DateTime SinceUtc, IReadOnlyList<UserTaskAction> Actions)
{
    /// <summary>Whether one of its actions approves: a reviewer's decision rather than an editor's request for one.</summary>
    public bool IsReview => Actions.Any(action => action.Approves);

    /// <summary>Whose approvals it has, and how many it needs; null where the first one is enough.</summary>
    public Approvals? Approvals { get; init; }

    /// <summary>What people call the stage of the review at which it waits; null where the review has one stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The day by whose end it is to be decided where nobody has asked for another, as the site counts days; null for none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whether it was not decided in time, so that those who are next in line may decide as well.</summary>
    public bool IsEscalated { get; init; }
}

/// <summary>Approvals of which one is not enough.</summary>
/// <param name="Needed">How many it takes; null for those of all the task's people.</param>
/// <param name="VersionId">The version that was approved; null where nobody has approved.</param>
/// <param name="By">The accounts of those who have approved it, in this order.</param>
/// <param name="InPlaceOf">The accounts of those whose stand-ins have approved it in their place.</param>
public sealed record Approvals(int? Needed, string? VersionId, IReadOnlyList<string> By, IReadOnlyList<string> InPlaceOf)
{
    /// <summary>Those who have approved a version.</summary>
    public IReadOnlyList<string> Of(string versionId) => VersionId == versionId ? By : [];

    /// <summary>Those whose approval of a version is given, by themselves or in their place: nobody's right counts twice.</summary>
    public IReadOnlyList<string> GivenOf(string versionId) => VersionId == versionId ? [.. By, .. InPlaceOf] : [];
}

/// <summary>Something that a person can do about a task.</summary>
/// <param name="Name">The action, which is also what the button says.</param>
/// <param name="Approves">Whether it approves the draft: what nobody may do to their own words.</param>
/// <param name="RequiresComment">Whether the person has to write why.</param>
/// <param name="Refusal">Why this person can't do it now; null where it can be done.</param>
public sealed record UserTaskAction(string Name, bool Approves, bool RequiresComment, string? Refusal = null);
