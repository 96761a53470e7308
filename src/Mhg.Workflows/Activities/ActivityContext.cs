using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Expressions;
using Mhg.Expressions.Liquid;

namespace Mhg.Workflows.Activities;

/// <summary>What an activity is given when it runs.</summary>
public sealed class ActivityContext
{
    private readonly WorkflowRun _run;

    internal ActivityContext(WorkflowRun run, ActivityRecord record, Transition? arrival) => (_run, Record, Arrival) = (run, record, arrival);

    /// <summary>The activity with its settings.</summary>
    public ActivityRecord Record { get; }

    /// <summary>The instance.</summary>
    public Workflow Workflow => _run.Workflow;

    /// <summary>The type that it runs.</summary>
    public WorkflowType Type => _run.Type;

    /// <summary>What the events brought, by name.</summary>
    public IReadOnlyDictionary<string, object?> Input => _run.Input;

    /// <summary>
    /// The content item that the newest event was about, or else the one that an activity before has made or found; null where there is none.
    /// </summary>
    public ContentItem? ContentItem => Input.GetValueOrDefault(WorkflowInput.ContentItem) as ContentItem
        ?? (ContentReference.VersionIn(Workflow.State.Properties[WorkflowInput.ContentItem]) is { } version ? _run.Items.GetValueOrDefault(version) : null);

    /// <summary>The transition that led here; null where an event did.</summary>
    public Transition? Arrival { get; }

    /// <summary>What this activity keeps between its runs in this instance. Changes to it are stored.</summary>
    public JsonObject Memory
    {
        get
        {
            if (!Workflow.State.ActivityStates.TryGetValue(Record.ActivityId, out var memory))
                Workflow.State.ActivityStates[Record.ActivityId] = memory = [];
            return memory;
        }
    }

    /// <summary>A setting that is a Liquid template, rendered; empty where there is none.</summary>
    /// <exception cref="ExpressionException">It can't be read or rendered.</exception>
    public string Render(string property, LiquidEncoding encoding = LiquidEncoding.Plain) =>
        _run.Expressions.Render(Record.Text(property), _run.Scope, encoding);

    /// <summary>A setting that is a script, evaluated; null where there is none.</summary>
    /// <exception cref="ExpressionException">It can't be read or evaluated.</exception>
    public object? Evaluate(string property) => _run.Expressions.Evaluate(Record.Text(property), _run.Scope);

    /// <summary>A setting that is a script which chooses outcomes by <c>setOutcome('…')</c>, evaluated.</summary>
    /// <param name="property">The setting.</param>
    /// <param name="setOutcome">Called with each outcome that it chooses.</param>
    /// <exception cref="ExpressionException">It can't be read or evaluated.</exception>
    public object? Evaluate(string property, Action<string> setOutcome)
    {
        var scope = _run.NewScope().SetFunction(WorkflowScope.SetOutcome, arguments =>
        {
            setOutcome(arguments.Count > 0 ? ExpressionValue.ToText(arguments[0]) : "");
            return null;
        });
        return _run.Expressions.Evaluate(Record.Text(property), scope);
    }

    /// <summary>A setting that is a condition; false where there is none.</summary>
    /// <exception cref="ExpressionException">It can't be read or evaluated.</exception>
    public bool Test(string property) => _run.Expressions.Test(Record.Text(property), _run.Scope);

    /// <summary>Sets a variable of the workflow. The value is kept as JSON.</summary>
    public void SetProperty(string name, object? value) => Workflow.State.Properties[name] = ExpressionValue.ToJson(value);

    /// <summary>
    /// Hands a content item on: as the variable <c>ContentItem</c>, as the last result and, where the instance is about nothing yet, as
    /// what it is about. Kept by reference.
    /// </summary>
    public void SetContentItem(ContentItem item)
    {
        _run.Items[item.ContentItemVersionId] = item;
        Workflow.State.Properties[WorkflowInput.ContentItem] = ContentReference.ToJson(item);
        Workflow.State.LastResult = ContentReference.ToJson(item);
        Workflow.CorrelationId ??= item.ContentItemId;
    }

    /// <summary>Sets a value that the workflow hands out. It is kept as JSON.</summary>
    public void SetOutput(string name, object? value) => Workflow.State.Output[name] = ExpressionValue.ToJson(value);

    /// <summary>Sets what <c>lastResult()</c> yields from now on. It is kept as JSON.</summary>
    public void SetLastResult(object? value) => Workflow.State.LastResult = ExpressionValue.ToJson(value);

    /// <summary>Gives up what the instance waits for, or was about to do, at some activities.</summary>
    public void GiveUp(IReadOnlySet<string> activityIds) => _run.GiveUp(activityIds);
}
