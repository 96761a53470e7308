namespace Mhg.Workflows.UserTasks;

/// <summary>How items of a content type are reviewed: the section <c>ReviewSettings</c> of the type's settings.</summary>
public sealed record ReviewSettings
{
    /// <summary>What becomes of a request for review when the draft is changed before it was decided.</summary>
    public ReviewOfChange WhenChanged { get; init; }
}

/// <summary>What becomes of a request for review when the draft is changed. A decision never counts for another version than the one that was reviewed.</summary>
public enum ReviewOfChange
{
    /// <summary>The request is withdrawn; the editor asks again when the draft is ready.</summary>
    Withdraw,

    /// <summary>The review begins anew with the changed draft.</summary>
    Restart,
}
