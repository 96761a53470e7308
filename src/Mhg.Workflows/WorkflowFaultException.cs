using System.Data.Common;
using System.Net;
using System.Net.Sockets;

namespace Mhg.Workflows;

/// <summary>
/// A workflow can't go on, for reasons that lie in the workflow: an expression that fails, content that refuses what a task wants,
/// an activity that nobody offers, a loop without end.
/// </summary>
public sealed class WorkflowFaultException : Exception
{
    internal WorkflowFaultException(WorkflowType type, ActivityRecord activity, string reason, Exception? inner = null)
        : base($"The workflow “{type.Name}” can't go on at “{activity.Title}” ({activity.Name} {activity.ActivityId}): {reason}", inner) =>
        (Activity, Reason) = (activity, reason);

    /// <summary>The activity that failed.</summary>
    internal ActivityRecord Activity { get; }

    /// <summary>Why, without the place.</summary>
    internal string Reason { get; }

    /// <summary>Whether the same may succeed a while later, with nothing changed in the workflow.</summary>
    internal bool MayPass => InnerException is { } inner && MayPassByItself(inner);

    /// <summary>
    /// Whether an exception of an activity is the workflow's own affair. What the database reports leaves the transaction in doubt,
    /// so it undoes everything.
    /// </summary>
    internal static bool IsFault(Exception exception) => exception switch
    {
        WorkflowConflictException or DbException => false,
        // HttpClient reports its own time-out as a cancelled task.
        OperationCanceledException => exception.InnerException is TimeoutException,
        { InnerException: { } inner } => IsFault(inner),
        _ => true,
    };

    private static bool MayPassByItself(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500,
        // These say that a name or an address is wrong, which it will be the next time, too.
        FileNotFoundException or DirectoryNotFoundException or PathTooLongException => false,
        HttpRequestException or IOException or SocketException or TimeoutException => true,
        { InnerException: { } inner } => MayPassByItself(inner),
        _ => false,
    };
}
