using Mhg.Workflows;

namespace Mhg.Web.Administration.Workflows.Instances;

/// <summary>The states of instances in words, and the badge that shows them.</summary>
public static class InstanceWords
{
    /// <summary>The states that an instance can be found in, the ones to look after first.</summary>
    public static IReadOnlyList<WorkflowStatus> All { get; } = [WorkflowStatus.Faulted, WorkflowStatus.Halted, WorkflowStatus.Finished, WorkflowStatus.Aborted];

    /// <summary>A state in a word.</summary>
    public static string Of(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Halted => "Waiting",
        WorkflowStatus.Faulted => "Faulted",
        WorkflowStatus.Finished => "Finished",
        WorkflowStatus.Aborted => "Given up",
        _ => "Running",
    };

    /// <summary>The value of its badge.</summary>
    public static string Badge(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Halted => "waiting",
        WorkflowStatus.Faulted => "rejected",
        WorkflowStatus.Finished => "ended",
        WorkflowStatus.Aborted => "withdrawn",
        _ => "",
    };
}
