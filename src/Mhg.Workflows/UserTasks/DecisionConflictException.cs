using Mhg.ContentManagement.Storage;

namespace Mhg.Workflows.UserTasks;

/// <summary>The task is no longer there: somebody else was first. The message says who did what.</summary>
/// <param name="message">For the person who came second.</param>
/// <param name="decision">What was decided, as it stands in the audit; null where it is not known.</param>
public sealed class DecisionConflictException(string message, AuditEvent? decision = null) : Exception(message)
{
    /// <summary>What was decided, as it stands in the audit; null where it is not known.</summary>
    public AuditEvent? Decision => decision;
}
