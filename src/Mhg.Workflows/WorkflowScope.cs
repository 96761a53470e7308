using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Mhg.Expressions;
using Mhg.Workflows.People;

namespace Mhg.Workflows;

/// <summary>The names and functions that the expressions of a run see. They are Orchard Core's.</summary>
internal static class WorkflowScope
{
    /// <summary>What a script chooses its outcomes by; only <c>ScriptTask</c> has it.</summary>
    public const string SetOutcome = "setOutcome";

    private const string Workflow = nameof(Workflow);

    private static readonly FrozenDictionary<string, Func<WorkflowRun, IReadOnlyList<object?>, object?>> Functions =
        new Dictionary<string, Func<WorkflowRun, IReadOnlyList<object?>, object?>>
        {
            ["workflow"] = (run, _) => run.Scope.TryGet(Workflow, out var workflow) ? workflow : null,
            ["workflowId"] = (run, _) => run.Workflow.WorkflowId,
            ["correlationId"] = (run, _) => run.Workflow.CorrelationId,
            ["input"] = (run, arguments) => ContentReference.View(run.Input.GetValueOrDefault(Name(arguments))),
            ["property"] = (run, arguments) => run.View(run.Workflow.State.Properties[Name(arguments)]),
            ["setProperty"] = (run, arguments) => run.Workflow.State.Properties[Name(arguments)] = Value(arguments),
            ["output"] = (run, arguments) => arguments.Count > 1
                ? run.Workflow.State.Output[Name(arguments)] = Value(arguments)
                : run.Workflow.State.Output[Name(arguments)],
            ["lastResult"] = (run, _) => run.View(run.Workflow.State.LastResult),
            ["signalUrl"] = (run, arguments) => run.Expressions.Links.Signal(run.Workflow, Name(arguments)),
            ["queryString"] = (run, arguments) => Request(run)?["Query"]?[Name(arguments)],
            ["requestForm"] = (run, arguments) => Request(run)?["Form"]?[Name(arguments)],
            ["readBody"] = (run, _) => Request(run)?["Body"],
        }.ToFrozenDictionary();

    /// <summary>All names that a script may count on.</summary>
    public static FrozenSet<string> Names { get; } = [Workflow, WorkflowExpressions.Users, SetOutcome, .. Functions.Keys];

    public static ExpressionScope Of(WorkflowRun run, IPeople people, TimeProvider time)
    {
        var scope = new ExpressionScope { Clock = time }.Set(Workflow, new WorkflowView(run)).Set(WorkflowExpressions.Users, new PeopleView(people));
        foreach (var (name, function) in Functions)
            scope.SetFunction(name, arguments => function(run, arguments));
        return scope;
    }

    private static string Name(IReadOnlyList<object?> arguments) => arguments.Count > 0 ? ExpressionValue.ToText(arguments[0]) : "";

    private static JsonNode? Value(IReadOnlyList<object?> arguments) => arguments.Count > 1 ? ExpressionValue.ToJson(arguments[1]) : null;

    private static JsonObject? Request(WorkflowRun run) => run.Input.GetValueOrDefault(WorkflowInput.HttpRequest) as JsonObject;
}
