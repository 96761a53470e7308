using Mhg.Expressions;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Works out <c>Value</c>: a script, or a Liquid template where <c>Syntax</c> says so.</summary>
public abstract class ValueActivity : Activity
{
    private enum Syntax
    {
        JavaScript,
        Liquid,
    }

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        if (IsLiquid(check.Record))
            check.Liquid("Value");
        else
            check.Script("Value");
    }

    /// <inheritdoc/>
    public sealed override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Use(context, IsLiquid(context.Record) ? context.Render("Value") : context.Evaluate("Value"));
        return new(ActivityResult.Done);
    }

    /// <summary>Does something with the value.</summary>
    protected abstract void Use(ActivityContext context, object? value);

    private static bool IsLiquid(ActivityRecord record) => record.Choice("Syntax", Syntax.JavaScript) is Syntax.Liquid;
}

/// <summary>Sets the workflow's variable <c>PropertyName</c>.</summary>
public sealed class SetPropertyTask : ValueActivity
{
    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        check.Required("PropertyName");
        base.Check(check);
    }

    /// <inheritdoc/>
    protected override void Use(ActivityContext context, object? value) => context.SetProperty(context.Record.Text("PropertyName"), value);
}

/// <summary>Sets what the instance is about.</summary>
public sealed class CorrelateTask : ValueActivity
{
    /// <inheritdoc/>
    protected override void Use(ActivityContext context, object? value) =>
        context.Workflow.CorrelationId = ExpressionValue.ToText(value).Trim() is { Length: > 0 } id ? id : null;
}
