using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Changes an item's latest version.</summary>
public sealed class UpdateContentTask(ContentManager content) : WriteContentTask(content)
{
    /// <inheritdoc/>
    public override string Summary => "Changes an item.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings => [Content, .. Written];

    /// <inheritdoc/>
    protected override Task<ContentItem> ItemAsync(ContentManager content, ActivityContext context, CancellationToken cancellationToken) =>
        LatestAsync(content, context, cancellationToken);
}
