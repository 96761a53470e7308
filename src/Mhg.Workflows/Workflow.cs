using System.Text.Json.Nodes;

namespace Mhg.Workflows;

/// <summary>How far an instance of a workflow has come. The names are Orchard Core's.</summary>
public enum WorkflowStatus
{
    /// <summary>Made and not started.</summary>
    Idle,

    /// <summary>About to run its start event.</summary>
    Starting,

    /// <summary>About to go on from an event that it waited for.</summary>
    Resuming,

    /// <summary>Running activities.</summary>
    Executing,

    /// <summary>Waiting for one of its <see cref="Workflow.BlockingActivities"/>.</summary>
    Halted,

    /// <summary>At its end.</summary>
    Finished,

    /// <summary>Stopped by an activity that failed; <see cref="Workflow.FaultMessage"/> says why.</summary>
    Faulted,

    /// <summary>Given up, say because its item was deleted.</summary>
    Aborted,
}

/// <summary>An instance of a workflow type.</summary>
public sealed class Workflow
{
    /// <summary>The instance's id: 26 characters, a-z and 0-9.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The type that it runs.</summary>
    public required string WorkflowTypeId { get; init; }

    /// <summary>How far it has come.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>What it is about: the content item's id for content workflows; null for none.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>When it was started (UTC).</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>When it last went on, came to its end or was given up (UTC). Set by the engine.</summary>
    public DateTime ChangedUtc { get; set; }

    /// <summary>What it knows.</summary>
    public WorkflowState State { get; init; } = new();

    /// <summary>The events that it waits for, and the tasks that are to be tried again; each activity at most once.</summary>
    public List<BlockingActivity> BlockingActivities { get; init; } = [];

    /// <summary>Why it stopped, for the administrator; null unless it is faulted, or was when it was given up.</summary>
    public string? FaultMessage { get; set; }

    /// <summary>The token of optimistic concurrency: 0 for an instance that is not stored yet, then one more with every save. The store counts it.</summary>
    public long Revision { get; set; }
}

/// <summary>An event that an instance waits for.</summary>
/// <param name="ActivityId">The activity of the workflow type.</param>
/// <param name="Name">The kind of activity, say <c>UserTaskEvent</c>.</param>
/// <param name="IsStart">Whether the activity can also start the type.</param>
/// <param name="SinceUtc">Since when it waits (UTC).</param>
public sealed record BlockingActivity(string ActivityId, string Name, bool IsStart, DateTime SinceUtc)
{
    /// <summary>When the instance goes on by itself (UTC): a timer's next time, or a failed task's next attempt. Null for an event that has to happen.</summary>
    public DateTime? DueUtc { get; init; }

    /// <summary>How often the task was tried in vain; 0 for an event.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed, for the administrator; null for an event.</summary>
    public string? FaultMessage { get; init; }
}

/// <summary>What an instance knows. Stored as JSON in Orchard Core's shape.</summary>
public sealed class WorkflowState
{
    /// <summary>What the events brought, the newest value of each name. A content item is kept as a reference to its version.</summary>
    public JsonObject Input { get; set; } = [];

    /// <summary>What activities hand to whoever started the workflow.</summary>
    public JsonObject Output { get; set; } = [];

    /// <summary>The workflow's own variables.</summary>
    public JsonObject Properties { get; set; } = [];

    /// <summary>What the last activity that yields something yielded.</summary>
    public JsonNode? LastResult { get; set; }

    /// <summary>
    /// What is to run next, in this order. Empty unless the instance is faulted: then the activity that failed comes first, and a
    /// retry begins with it.
    /// </summary>
    public List<ScheduledActivity> Scheduled { get; set; } = [];

    /// <summary>How often it has gone on at an activity of its own (<see cref="Activities.DeferredActivity"/>) since something outside last happened.</summary>
    public int Deferrals { get; set; }

    /// <summary>Ids of the activities that ran, oldest first; the newest ones only.</summary>
    public List<string> ExecutedActivities { get; set; } = [];

    /// <summary>When they ran (UTC), in the same order. Instances of before have fewer: the newest ones.</summary>
    public List<DateTime> ExecutedUtc { get; set; } = [];

    /// <summary>What single activities keep between their runs, by activity id: a join, say, which branches have arrived.</summary>
    public Dictionary<string, JsonObject> ActivityStates { get; set; } = [];
}

/// <summary>An activity that is to run.</summary>
/// <param name="ActivityId">The activity of the workflow type.</param>
/// <param name="Arrival">The transition that led to it; null for an event that has happened and for a task that is tried again.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
public sealed record ScheduledActivity(string ActivityId, Transition? Arrival, int Attempts = 0);
