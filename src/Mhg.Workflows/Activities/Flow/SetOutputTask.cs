namespace Mhg.Workflows.Activities.Flow;

/// <summary>Sets what the workflow hands out under <c>OutputName</c>.</summary>
public sealed class SetOutputTask : ValueActivity
{
    /// <inheritdoc/>
    public override string Summary => "Hands a value out under a name.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("OutputName", SettingKind.Text, "Name") { IsRequired = true }, new("Value", SettingKind.ScriptOrLiquid, "Value"), ActivitySetting.Syntax];

    /// <inheritdoc/>
    protected override void Use(ActivityContext context, object? value) => context.SetOutput(context.Record.Text("OutputName"), value);
}
