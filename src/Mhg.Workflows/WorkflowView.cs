using Mhg.Expressions;

namespace Mhg.Workflows;

/// <summary>The instance as expressions see it.</summary>
internal sealed class WorkflowView(WorkflowRun run) : IExpressionObject
{
    public bool TryGetMember(string name, out object? value)
    {
        var workflow = run.Workflow;
        value = name switch
        {
            "Input" => new InputView(run.Input),
            "Output" => workflow.State.Output,
            "Properties" => workflow.State.Properties.ToDictionary(property => property.Key, property => run.View(property.Value)),
            "LastResult" => run.View(workflow.State.LastResult),
            nameof(Workflow.CorrelationId) => workflow.CorrelationId,
            nameof(Workflow.WorkflowId) => workflow.WorkflowId,
            nameof(Workflow.WorkflowTypeId) => workflow.WorkflowTypeId,
            nameof(Workflow.CreatedUtc) => workflow.CreatedUtc,
            nameof(WorkflowType.Name) => run.Type.Name,
            _ => null,
        };
        return value is not null;
    }
}

internal sealed class InputView(IReadOnlyDictionary<string, object?> input) : IExpressionObject
{
    public bool TryGetMember(string name, out object? value)
    {
        var found = input.TryGetValue(name, out value);
        value = ContentReference.View(value);
        return found;
    }
}
