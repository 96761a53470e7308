using Mhg.Expressions;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Sets what the instance is about.</summary>
public sealed class CorrelateTask : ValueActivity
{
    /// <inheritdoc/>
    public override string Summary => "Says what the workflow is about: it goes on with events about the same.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("Value", SettingKind.ScriptOrLiquid, "About") { Hint = "Usually a content item's id." }, ActivitySetting.Syntax];

    /// <inheritdoc/>
    protected override void Use(ActivityContext context, object? value) =>
        context.Workflow.CorrelationId = ExpressionValue.ToText(value).Trim() is { Length: > 0 } id ? id : null;
}
