namespace Mhg.Workflows.Activities.Flow;

/// <summary>Sets the workflow's variable <c>PropertyName</c>.</summary>
public sealed class SetPropertyTask : ValueActivity
{
    /// <inheritdoc/>
    public override string Summary => "Keeps a value under a name, for later activities.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("PropertyName", SettingKind.Text, "Name") { IsRequired = true }, new("Value", SettingKind.ScriptOrLiquid, "Value"), ActivitySetting.Syntax];

    /// <inheritdoc/>
    protected override void Use(ActivityContext context, object? value) => context.SetProperty(context.Record.Text("PropertyName"), value);
}
