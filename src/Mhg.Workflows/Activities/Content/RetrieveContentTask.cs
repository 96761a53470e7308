using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Finds an item's latest version and hands it on.</summary>
public sealed class RetrieveContentTask(ContentManager content) : ContentTask
{
    /// <inheritdoc/>
    public override string Summary => "Finds an item for later activities.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ["Retrieved"];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no such item.</exception>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.SetContentItem(await LatestAsync(content, context, cancellationToken));
        return ActivityResult.Follow("Retrieved");
    }
}
