using System.Data.Common;

namespace Mhg.Workflows;

/// <summary>
/// A workflow can't go on, for reasons that lie in the workflow: an expression that fails, content that refuses what a task wants,
/// an activity that nobody offers, a loop without end.
/// </summary>
public sealed class WorkflowFaultException : Exception
{
    internal WorkflowFaultException(WorkflowType type, ActivityRecord activity, string reason, Exception? inner = null)
        : base($"The workflow “{type.Name}” can't go on at “{activity.Title}” ({activity.Name} {activity.ActivityId}): {reason}", inner) { }

    /// <summary>
    /// Whether an exception of an activity is the workflow's own affair. What the database reports leaves the transaction in doubt,
    /// so it undoes everything.
    /// </summary>
    internal static bool IsFault(Exception exception) => exception switch
    {
        WorkflowConflictException or OperationCanceledException or DbException or IOException => false,
        { InnerException: { } inner } => IsFault(inner),
        _ => true,
    };
}
