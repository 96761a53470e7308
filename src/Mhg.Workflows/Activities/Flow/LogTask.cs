using Microsoft.Extensions.Logging;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Writes <c>Text</c>, a Liquid template, to the site's log.</summary>
public sealed class LogTask(ILogger<LogTask> logger) : Activity
{
    /// <inheritdoc/>
    public override string Category => "Values";

    /// <inheritdoc/>
    public override string Summary => "Writes a line to the site's log.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("LogLevel", SettingKind.Choice, "How serious it is")
        {
            Default = "2",
            Choices = [new("0", "Trace"), new("1", "Debug"), new("2", "Information"), new("3", "Warning"), new("4", "Error"), new("5", "Critical")],
        },
        new("Text", SettingKind.Liquid, "Text") { IsLong = true },
    ];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        logger.Log(context.Record.Choice("LogLevel", LogLevel.Information), "{WorkflowName}: {Text}", context.Type.Name, context.Render("Text"));
        return new(ActivityResult.Done);
    }
}
