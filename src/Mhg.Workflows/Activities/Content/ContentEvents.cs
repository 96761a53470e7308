using Mhg.ContentManagement;

namespace Mhg.Workflows.Activities.Content;

/// <summary>Something that happens to a content item. <c>ContentTypeFilter</c> names the types that it is meant for; none for all.</summary>
public abstract class ContentEventActivity : EventActivity
{
    /// <summary>The setting that names the types of content; none for all.</summary>
    internal const string ContentTypeFilter = nameof(ContentTypeFilter);

    /// <inheritdoc/>
    public override string Category => "Content";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new(ContentTypeFilter, SettingKind.List, "Content types") { Source = SettingSource.ContentTypes, Hint = "None chosen: all." }];

    /// <inheritdoc/>
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(context.ContentItem is { } item && IsMeantFor(context.Record, item));

    /// <summary>Whether an activity is meant for items of that one's type.</summary>
    internal static bool IsMeantFor(ActivityRecord record, ContentItem item) =>
        record.Texts(ContentTypeFilter) is var types && (types.Count == 0 || types.Contains(item.ContentType));
}

/// <summary>An item's first version is saved.</summary>
public sealed class ContentCreatedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An item's first version is saved.";
}

/// <summary>An item that was there before is saved with new content.</summary>
public sealed class ContentUpdatedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An item that was there before is saved.";
}

/// <summary>An item is saved as a draft, the first time included.</summary>
public sealed class ContentDraftSavedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An item is saved as a draft, the first time included.";
}

/// <summary>An item gets a draft besides its published version.</summary>
public sealed class ContentVersionedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An item gets a draft beside its published version.";
}

/// <summary>A version of an item is published.</summary>
public sealed class ContentPublishedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "A version of an item is published.";
}

/// <summary>An item is taken away from its readers.</summary>
public sealed class ContentUnpublishedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An item is taken away from its readers.";
}

/// <summary>An item is deleted.</summary>
public sealed class ContentDeletedEvent : ContentEventActivity
{
    /// <inheritdoc/>
    public override string Summary => "An item is deleted.";
}
