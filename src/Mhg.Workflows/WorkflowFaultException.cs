using System.Data.Common;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Elements;

namespace Mhg.Workflows;

/// <summary>A workflow can't go on, for reasons that lie in the workflow: an expression that fails, an activity that nobody offers, a loop without end.</summary>
public sealed class WorkflowFaultException : Exception
{
    internal WorkflowFaultException(WorkflowType type, ActivityRecord activity, string reason, Exception? inner = null)
        : base($"The workflow “{type.Name}” can't go on at “{activity.Title}” ({activity.Name} {activity.ActivityId}): {reason}", inner) { }

    /// <summary>
    /// Whether an exception of an activity is the workflow's own affair. What content refuses is an answer to a person, and what the
    /// database reports leaves the transaction in doubt: both undo everything.
    /// </summary>
    internal static bool IsFault(Exception exception) => exception switch
    {
        ContentRefusedException or ContentInvalidException or ContentConflictException => false,
        WorkflowConflictException or OperationCanceledException or DbException or IOException => false,
        { InnerException: { } inner } => IsFault(inner),
        _ => true,
    };
}
