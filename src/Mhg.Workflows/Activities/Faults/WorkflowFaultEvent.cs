using System.Text.Json.Nodes;

namespace Mhg.Workflows.Activities.Faults;

/// <summary>
/// Another workflow was faulted. The script <c>ErrorFilter</c> says whether the fault is one that is meant, all where it is empty;
/// <c>input("ErrorInfo")</c> tells of it in Orchard Core's words. A workflow does not hear its own faults.
/// </summary>
public sealed class WorkflowFaultEvent : EventActivity
{
    private const string ErrorInfo = "ErrorInfo";

    /// <inheritdoc/>
    public override string Category => "Workflows";

    /// <inheritdoc/>
    public override string Summary => "Another workflow was faulted.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("ErrorFilter", SettingKind.Script, "Which faults")
        {
            Hint = "A condition, such as input('ErrorInfo').WorkflowName == 'Review'. All faults where it is empty.",
            IsLong = true,
        },
    ];

    /// <inheritdoc/>
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(context.Input.ContainsKey(ErrorInfo) && (string.IsNullOrWhiteSpace(context.Record.Text("ErrorFilter")) || context.Test("ErrorFilter")));

    internal static WorkflowEvent Of(Workflow workflow, WorkflowType type, WorkflowFaultException fault) =>
        new(nameof(WorkflowFaultEvent), workflow.CorrelationId, new Dictionary<string, object?>
        {
            [ErrorInfo] = new JsonObject
            {
                ["WorkflowId"] = workflow.WorkflowId,
                ["WorkflowName"] = type.Name,
                ["ActivityId"] = fault.Activity.ActivityId,
                ["ActivityTypeName"] = fault.Activity.Name,
                ["ActivityDisplayName"] = fault.Activity.Title,
                ["FaultMessage"] = fault.Message,
                ["ErrorMessage"] = fault.Reason,
                ["ExceptionDetails"] = fault.InnerException?.ToString() ?? "",
                ["ExecutedActivityCount"] = workflow.State.ExecutedActivities.Count,
            },
        });
}
