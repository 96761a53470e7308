using Microsoft.Extensions.Logging;

namespace Mhg.Workflows.Activities.Flow;

/// <summary>Writes <c>Text</c>, a Liquid template, to the site's log.</summary>
public sealed class LogTask(ILogger<LogTask> logger) : Activity
{
    /// <inheritdoc/>
    public override void Check(ActivityCheck check) => check.Liquid("Text");

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        logger.Log(context.Record.Choice("LogLevel", LogLevel.Information), "{WorkflowName}: {Text}", context.Type.Name, context.Render("Text"));
        return new(ActivityResult.Done);
    }
}
