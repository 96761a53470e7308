namespace Mhg.Workflows.Activities.Flow;

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
