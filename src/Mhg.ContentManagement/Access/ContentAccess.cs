using Mhg.ContentManagement.Definitions;

namespace Mhg.ContentManagement.Access;

/// <summary>
/// Who may read and write which content: the one place that decides. Pages, lists, reverse links, search, counts and exports
/// all go through it.
/// </summary>
public sealed class ContentAccess(ContentDefinitions definitions, IContentTypeGate gate)
{
    /// <summary>What an actor may read among published items.</summary>
    public async ValueTask<ReadScope> ScopeAsync(Actor actor, CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        var types = model.Types.Keys.Where(type => gate.IsOn(type) && actor.Can(ContentPermissions.ViewContent, type));
        // Whoever edits all content sees all of it: a document for reviewers only was written by someone, too.
        return actor.Can(ContentPermissions.EditContent)
            ? new ReadScope(types, null)
            : new ReadScope(types, [Audience.Public, .. actor.IsSignedIn ? [Audience.Members] : Array.Empty<string>(), .. actor.Roles]);
    }

    /// <summary>The types whose drafts an actor sees, whoever wrote them.</summary>
    public async ValueTask<IReadOnlyCollection<string>> DraftTypesAsync(Actor actor, CancellationToken cancellationToken) =>
        [.. (await definitions.ModelAsync(cancellationToken)).Types.Keys.Where(type => gate.IsOn(type) && actor.Can(ContentPermissions.PreviewContent, type))];

    /// <summary>Whether the site offers items of a type at all: the feature that it belongs to is on.</summary>
    public bool IsOffered(ContentTypeDefinition type) => gate.IsOn(type.Name);

    /// <summary>Whether an actor may create items of a type.</summary>
    public bool MayCreate(Actor actor, ContentTypeDefinition type) =>
        type.TypeSettings.Creatable && gate.IsOn(type.Name) && actor.Can(ContentPermissions.EditOwnContent, type.Name);

    /// <summary>Whether an actor may add an item of a type to the list of another item, of which such items are a part.</summary>
    public bool MayCreateIn(Actor actor, ContentTypeDefinition type, ContentItem list) =>
        gate.IsOn(type.Name) && actor.Can(ContentPermissions.EditOwnContent, type.Name) && MayEdit(actor, list);

    /// <summary>Whether an actor sees items of a type in lists of content, drafts by title included.</summary>
    public bool MayList(Actor actor, ContentTypeDefinition type) =>
        type.TypeSettings.Listable && gate.IsOn(type.Name) && actor.Can(ContentPermissions.ListContent, type.Name);

    /// <summary>Whether an actor may change an item.</summary>
    public bool MayEdit(Actor actor, ContentItem item) =>
        gate.IsOn(item.ContentType)
        && (actor.Can(ContentPermissions.EditContent, item.ContentType)
            || (item.Owner.Length > 0 && item.Owner == actor.UserId && actor.Can(ContentPermissions.EditOwnContent, item.ContentType)));

    /// <summary>Whether an actor may publish and unpublish an item without anybody's approval.</summary>
    public bool MayPublish(Actor actor, ContentItem item) =>
        gate.IsOn(item.ContentType) && actor.Can(ContentPermissions.PublishContent, item.ContentType);

    /// <summary>Whether an actor may delete an item. Taking something away from its readers is more than throwing away one's own draft.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="item">Any version of the item.</param>
    /// <param name="isPublished">Whether readers see some version of it.</param>
    public bool MayDelete(Actor actor, ContentItem item, bool isPublished) =>
        gate.IsOn(item.ContentType)
        && (actor.Can(ContentPermissions.DeleteContent, item.ContentType)
            || (item.Owner.Length > 0 && item.Owner == actor.UserId && actor.Can(ContentPermissions.DeleteOwnContent, item.ContentType)
                && (!isPublished || actor.Can(ContentPermissions.PublishContent, item.ContentType))));

    /// <summary>Whether an actor may see an item's drafts and history.</summary>
    public bool MayPreview(Actor actor, ContentItem item) =>
        gate.IsOn(item.ContentType) && (actor.Can(ContentPermissions.PreviewContent, item.ContentType) || MayEdit(actor, item));
}

/// <summary>Whether the feature that a content type belongs to is on. Types that belong to no feature always are.</summary>
public interface IContentTypeGate
{
    /// <summary>Whether items of the type are offered and shown.</summary>
    bool IsOn(string contentType);
}
