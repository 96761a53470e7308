namespace Mhg.Workflows.Activities.Flow;

/// <summary>Works out <c>Value</c>: a script, or a Liquid template where <c>Syntax</c> says so.</summary>
public abstract class ValueActivity : Activity
{
    /// <inheritdoc/>
    public override string Category => "Values";

    /// <inheritdoc/>
    public sealed override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Use(context, ActivitySetting.IsLiquid(context.Record) ? context.Render("Value") : context.Evaluate("Value"));
        return new(ActivityResult.Done);
    }

    /// <summary>Does something with the value.</summary>
    protected abstract void Use(ActivityContext context, object? value);
}
