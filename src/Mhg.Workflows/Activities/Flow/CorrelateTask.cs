using Mhg.Expressions;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Sets what the instance is about.</summary>
public sealed class CorrelateTask : ValueActivity
{
    /// <inheritdoc/>
    protected override void Use(ActivityContext context, object? value) =>
        context.Workflow.CorrelationId = ExpressionValue.ToText(value).Trim() is { Length: > 0 } id ? id : null;
}
