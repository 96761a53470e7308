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
