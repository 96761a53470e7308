using System.Text.Json.Nodes;
using Mhg.Expressions;
using Mhg.Workflows.People;

namespace Mhg.Workflows;

/// <summary>The names and functions that the expressions of a run see. They are Orchard Core's.</summary>
internal static class WorkflowScope
{
    public static ExpressionScope Of(WorkflowRun run, IPeople people, IWorkflowLinks links, TimeProvider time)
    {
        var (view, workflow) = (new WorkflowView(run), run.Workflow);
        return new ExpressionScope { Clock = time }
            .Set("Workflow", view)
            .Set(WorkflowExpressions.Users, new PeopleView(people))
            .SetFunction("workflow", _ => view)
            .SetFunction("workflowId", _ => workflow.WorkflowId)
            .SetFunction("correlationId", _ => workflow.CorrelationId)
            .SetFunction("input", arguments => ContentReference.View(run.Input.GetValueOrDefault(Name(arguments))))
            .SetFunction("property", arguments => run.View(workflow.State.Properties[Name(arguments)]))
            .SetFunction("setProperty", arguments => workflow.State.Properties[Name(arguments)] = Value(arguments))
            .SetFunction("output", arguments => arguments.Count > 1
                ? workflow.State.Output[Name(arguments)] = Value(arguments)
                : workflow.State.Output[Name(arguments)])
            .SetFunction("lastResult", _ => run.View(workflow.State.LastResult))
            .SetFunction("signalUrl", arguments => links.Signal(workflow, Name(arguments)))
            .SetFunction("queryString", arguments => Request(run, "Query", Name(arguments)))
            .SetFunction("requestForm", arguments => Request(run, "Form", Name(arguments)))
            .SetFunction("readBody", _ => (run.Input.GetValueOrDefault(WorkflowInput.HttpRequest) as JsonObject)?["Body"]);
    }

    private static string Name(IReadOnlyList<object?> arguments) => arguments.Count > 0 ? ExpressionValue.ToText(arguments[0]) : "";

    private static JsonNode? Value(IReadOnlyList<object?> arguments) => arguments.Count > 1 ? ExpressionValue.ToJson(arguments[1]) : null;

    private static JsonNode? Request(WorkflowRun run, string part, string name) =>
        (run.Input.GetValueOrDefault(WorkflowInput.HttpRequest) as JsonObject)?[part]?[name];
}
