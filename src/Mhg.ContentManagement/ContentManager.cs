using System.Text.Json.Nodes;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Html;

namespace Mhg.ContentManagement;

/// <summary>
/// All that can happen to content. Each operation is one transaction: sanitize, derive, validate, handlers, the version with its
/// index, the change log, the audit event, handlers again. Who may do what is asked before (<see cref="ContentAccess"/>).
/// </summary>
public sealed class ContentManager(
    IContentStore store, IUnitOfWork unitOfWork, ContentDefinitions definitions, IEnumerable<IContentHandler> handlers,
    IAuditLog audit, ISiteRoles roles, HtmlSanitizer sanitizer, CurrentActor current, TimeProvider time)
{
    private readonly IContentHandler[] _handlers = [.. handlers];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>An empty item of a type with its fields' default values. It is not stored.</summary>
    /// <exception cref="ContentFormatException">There is no such type.</exception>
    public async Task<ContentItem> NewAsync(string contentType, CancellationToken cancellationToken = default)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        if (!model.Types.ContainsKey(contentType))
            throw new ContentFormatException($"There is no content type “{contentType}”.");
        var item = new ContentItem { ContentItemId = ContentId.New(), ContentType = contentType, Owner = current.Actor.UserId ?? "" };
        foreach (var element in model.OwnElements(item))
            element.Type.Begin(element);
        return item;
    }

    /// <summary>One version of an item, or null. It does not ask who reads; pages for readers use <see cref="PublishedContent"/>.</summary>
    public Task<ContentItem?> GetAsync(string contentItemId, VersionOptions version = VersionOptions.Latest, CancellationToken cancellationToken = default) =>
        store.FindAsync(contentItemId, version, cancellationToken);

    /// <summary>A version by its own id, or null.</summary>
    public Task<ContentItem?> GetVersionAsync(string contentItemVersionId, CancellationToken cancellationToken = default) =>
        store.FindVersionAsync(contentItemVersionId, cancellationToken);

    /// <summary>Every version of an item, newest first, also of a deleted one.</summary>
    public Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, CancellationToken cancellationToken = default) =>
        store.ListVersionsAsync(contentItemId, cancellationToken);

    /// <summary>
    /// What is wrong with an item by its type's settings, without saving it. The item is sanitized and derived on the way.
    /// </summary>
    public async Task<IReadOnlyList<ContentProblem>> ValidateAsync(ContentItem item, CancellationToken cancellationToken = default) =>
        await PrepareAsync(item, await definitions.ModelAsync(cancellationToken), new ContentLookup(store, roles), checksReferences: true, cancellationToken);

    /// <summary>Saves an item as a draft: a new version that becomes the latest. What is published stays as it is.</summary>
    /// <param name="item">The item with its new content. It becomes the new version.</param>
    /// <param name="basedOn">The version id that the editing form was opened with; null for a new item, or to save over whatever is there.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <exception cref="ContentConflictException">The latest version is another one than <paramref name="basedOn"/>.</exception>
    /// <exception cref="ContentInvalidException">Something in it has to be mended.</exception>
    /// <exception cref="ContentRefusedException">A handler did not allow it.</exception>
    public Task SaveDraftAsync(ContentItem item, string? basedOn = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async token =>
        {
            var model = await definitions.ModelAsync(token);
            var previous = await store.FindAsync(item.ContentItemId, VersionOptions.Latest, token);
            if (basedOn is not null && previous is not null && previous.ContentItemVersionId != basedOn)
                throw new ContentConflictException(item, previous);
            ThrowOn(await PrepareAsync(item, model, new ContentLookup(store, roles), checksReferences: true, token));

            item.ContentItemVersionId = ContentId.New();
            item.Latest = true;
            item.Published = false;
            item.ModifiedUtc = Now;
            item.PublishedUtc = null;
            item.CreatedUtc = previous?.CreatedUtc ?? item.CreatedUtc ?? item.ModifiedUtc;
            item.Owner = previous?.Owner ?? (item.Owner.Length > 0 ? item.Owner : current.Actor.UserId ?? "");
            item.Author = current.Actor.UserName;

            List<ContentChange> changes = [new(ContentChangeKind.DraftSaved, item, previous, current.Actor)];
            if (previous is null)
                changes.Insert(0, new(ContentChangeKind.Created, item, null, current.Actor));
            await BeforeAsync(changes, token);
            await store.AddVersionsAsync([await ToStoreAsync(item, model, token)], token);
            await audit.AppendAsync(Event(item, previous is null ? "Created" : "DraftSaved"), token);
            await AfterAsync(changes, token);
        }, cancellationToken);

    /// <summary>Publishes the latest version of an item. Nothing happens where it is published already.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="version">The version that was meant (say the one that was reviewed); null for whatever is the latest.</param>
    /// <param name="comment">What the person wrote; kept in the history.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <returns>The published version; null where there is no such item.</returns>
    /// <exception cref="ContentRefusedException">The latest version is no longer <paramref name="version"/>, or a handler did not allow it.</exception>
    /// <exception cref="ContentInvalidException">Something in it has to be mended.</exception>
    public Task<ContentItem?> PublishAsync(string contentItemId, string? version = null, string? comment = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async token =>
        {
            if (await store.FindAsync(contentItemId, VersionOptions.Latest, token) is not { } item)
                return null;
            if (version is not null && item.ContentItemVersionId != version)
                throw new ContentRefusedException($"“{item.DisplayText}” was changed by {item.Author} in the meantime. Look at the new version first.");
            if (item.Published)
                return item;

            var model = await definitions.ModelAsync(token);
            var validation = new ValidationContext(item, new ContentLookup(store, roles));
            foreach (var element in model.Elements(item))
                await element.Type.ValidateAsync(element, validation, token);
            ThrowOn(validation.Problems);

            var change = new ContentChange(ContentChangeKind.Published, item, await store.FindAsync(contentItemId, VersionOptions.Published, token), current.Actor);
            await BeforeAsync([change], token);
            item.Published = true;
            item.PublishedUtc = Now;
            await store.UpdateFlagsAsync(await ToStoreAsync(item, model, token), token);
            await LogAsync([item], model, token);
            await audit.AppendAsync(Event(item, "Published", comment), token);
            await AfterAsync([change], token);
            return item;
        }, cancellationToken);

    /// <summary>Takes an item away from its readers; its latest version stays as a draft. Nothing happens where it is not published.</summary>
    /// <returns>The version that was published; null where there was none.</returns>
    /// <exception cref="ContentRefusedException">A handler did not allow it.</exception>
    public Task<ContentItem?> UnpublishAsync(string contentItemId, string? comment = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async token =>
        {
            if (await store.FindAsync(contentItemId, VersionOptions.Published, token) is not { } item)
                return null;
            var model = await definitions.ModelAsync(token);
            var change = new ContentChange(ContentChangeKind.Unpublished, item, item.Copy(), current.Actor);
            await BeforeAsync([change], token);
            item.Published = false;
            await store.UpdateFlagsAsync(await ToStoreAsync(item, model, token), token);
            await LogAsync([item], model, token);
            await audit.AppendAsync(Event(item, "Unpublished", comment), token);
            await AfterAsync([change], token);
            return item;
        }, cancellationToken);

    /// <summary>Deletes an item: nobody sees it any more, its versions and history stay. <see cref="RestoreAsync"/> brings one back.</summary>
    /// <returns>Whether there was such an item.</returns>
    /// <exception cref="ContentRefusedException">A handler did not allow it.</exception>
    public Task<bool> DeleteAsync(string contentItemId, string? comment = null, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async token =>
        {
            var versions = (await store.ListVersionsAsync(contentItemId, token)).Where(v => v.Latest || v.Published).ToList();
            if (versions.Count == 0)
                return false;
            var model = await definitions.ModelAsync(token);
            var latest = versions.Find(v => v.Latest) ?? versions[0];
            var change = new ContentChange(ContentChangeKind.Deleted, latest, latest.Copy(), current.Actor);
            await BeforeAsync([change], token);
            var wasPublished = versions.Exists(v => v.Published);
            foreach (var version in versions)
            {
                version.Latest = version.Published = false;
                await store.UpdateFlagsAsync(await ToStoreAsync(version, model, token), token);
            }
            if (wasPublished)
                await LogAsync([latest], model, token);
            await audit.AppendAsync(Event(latest, "Deleted", comment), token);
            await AfterAsync([change], token);
            return true;
        }, cancellationToken);

    /// <summary>Saves a copy of an item's latest version as the draft of a new item.</summary>
    /// <returns>The new item; null where there is none to copy.</returns>
    public async Task<ContentItem?> CloneAsync(string contentItemId, CancellationToken cancellationToken = default)
    {
        if (await store.FindAsync(contentItemId, VersionOptions.Latest, cancellationToken) is not { } original)
            return null;
        var clone = original.Copy();
        clone.ContentItemId = ContentId.New();
        clone.Owner = current.Actor.UserId ?? "";
        clone.CreatedUtc = null;
        // What has to be unique is made anew.
        foreach (var part in (string[])[nameof(AutoroutePart), nameof(AliasPart)])
            clone.Content.Remove(part);
        if (clone.Part(nameof(TitlePart)) is { } title)
            title["Title"] = $"{clone.DisplayText} (copy)";
        RenewIds(clone.Content);
        await SaveDraftAsync(clone, null, cancellationToken);
        return clone;
    }

    /// <summary>Saves the content of an older version as a new draft, also of a deleted item.</summary>
    /// <returns>The new draft; null where there is no such version.</returns>
    /// <exception cref="ContentInvalidException">The old content no longer fits its type.</exception>
    public async Task<ContentItem?> RestoreAsync(string contentItemVersionId, CancellationToken cancellationToken = default)
    {
        if (await store.FindVersionAsync(contentItemVersionId, cancellationToken) is not { } old)
            return null;
        await SaveDraftAsync(old, null, cancellationToken);
        return old;
    }

    /// <summary>
    /// Stores items as a recipe holds them, in one go. An item whose id is there already gets a new version when its content
    /// differs, and is left alone when it does not. Handlers run as for saving and publishing by hand.
    /// </summary>
    /// <param name="items">The items, in order. Their flags Latest and Published say what each is to be.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <returns>How many were new or different, and what is wrong with the others by their place in the list.</returns>
    public Task<ImportResult> ImportAsync(IReadOnlyList<ContentItem> items, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(token => new ContentImport(this, store, roles, audit, current.Actor, _handlers, Now).RunAsync(items, definitions, token), cancellationToken);

    internal async Task<IReadOnlyList<ContentProblem>> PrepareAsync(
        ContentItem item, ContentModel model, ContentLookup lookup, bool checksReferences, CancellationToken cancellationToken)
    {
        if (!model.Types.ContainsKey(item.ContentType))
            return [new ContentProblem("", $"There is no content type “{item.ContentType}”.")];
        var derivation = new DerivationContext(item, lookup, current.Actor);
        foreach (var element in model.Elements(item))
        {
            element.Type.Sanitize(element, sanitizer);
            await element.Type.DeriveAsync(element, derivation, cancellationToken);
        }
        var validation = new ValidationContext(item, lookup, checksReferences);
        foreach (var element in model.Elements(item))
            await element.Type.ValidateAsync(element, validation, cancellationToken);
        return validation.Problems;
    }

    /// <summary>A version with its index and the audience that it has (or would have) once published.</summary>
    internal async Task<StoredVersion> ToStoreAsync(ContentItem item, ContentModel model, CancellationToken cancellationToken)
    {
        var index = ContentIndexer.Entries(item, model);
        var list = ContainedPart.ListOf(item) is { } listId ? await store.FindAsync(listId, VersionOptions.Published, cancellationToken) : null;
        return new StoredVersion(item, index, Audience.Of(item, model, list));
    }

    /// <summary>Writes to the change log what happened to items and to what is in their lists, whose audience follows theirs.</summary>
    internal async Task LogAsync(IReadOnlyList<ContentItem> changed, ContentModel model, CancellationToken cancellationToken)
    {
        var entries = changed.Select(item => new ContentLogEntry(0, item.ContentItemId, item.ContentType, Now)).ToList();
        foreach (var item in changed.Where(item => model.Types.GetValueOrDefault(item.ContentType)?.Part(nameof(ListPart)) is not null))
        {
            var contained = await store.QueryAsync(new ContentQuery { References = [new ReferenceFilter(item.ContentItemId, ContainedPart.ReferenceName)], Take = int.MaxValue }, cancellationToken);
            foreach (var member in contained)
            {
                await store.UpdateFlagsAsync(await ToStoreAsync(member, model, cancellationToken), cancellationToken);
                entries.Add(new ContentLogEntry(0, member.ContentItemId, member.ContentType, Now));
            }
        }
        await store.AppendChangesAsync(entries, cancellationToken);
    }

    private AuditEvent Event(ContentItem item, string name, string? comment = null) =>
        new(Now, current.Actor.UserId, current.Actor.UserName, name, item.ContentItemId, item.ContentItemVersionId, item.ContentType, comment);

    private async Task BeforeAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            foreach (var handler in _handlers)
                await handler.BeforeAsync(change, cancellationToken);
        }
    }

    private async Task AfterAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken)
    {
        foreach (var handler in _handlers)
            await handler.AfterAsync(changes, cancellationToken);
    }

    private static void ThrowOn(IReadOnlyList<ContentProblem> problems)
    {
        if (problems.Count > 0)
            throw new ContentInvalidException(problems);
    }

    /// <summary>Contained items of a copy are other items than the original's.</summary>
    private static void RenewIds(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                if (json.ContainsKey(nameof(ContentItem.ContentItemId)) && json.ContainsKey(nameof(ContentItem.ContentType)))
                    json[nameof(ContentItem.ContentItemId)] = ContentId.New();
                foreach (var (_, value) in json)
                    RenewIds(value);
                break;
            case JsonArray array:
                foreach (var value in array)
                    RenewIds(value);
                break;
        }
    }
}
