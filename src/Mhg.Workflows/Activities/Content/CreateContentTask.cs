using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Makes an item of the type <c>ContentType</c>.</summary>
public sealed class CreateContentTask(ContentManager content) : WriteContentTask(content)
{
    /// <inheritdoc/>
    public override string Summary => "Makes a new item.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("ContentType", SettingKind.Text, "Content type") { IsRequired = true, Source = SettingSource.ContentTypes }, .. Written];

    /// <inheritdoc/>
    protected override Task<ContentItem> ItemAsync(ContentManager content, ActivityContext context, CancellationToken cancellationToken) =>
        content.NewAsync(context.Record.Text("ContentType").Trim(), cancellationToken);
}
