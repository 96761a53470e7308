using System.Text.Json.Nodes;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;

namespace Mhg.ContentManagement;

/// <summary>What an import did.</summary>
/// <param name="Stored">How many items were new or different.</param>
/// <param name="Unchanged">How many were there already, the same.</param>
/// <param name="Problems">What is wrong with an item, by its place in the list. Such an item is not stored.</param>
public sealed record ImportResult(int Stored, int Unchanged, IReadOnlyList<(int Index, ContentProblem Problem)> Problems);

/// <summary>
/// Stores many items with few questions to the database: what is there is read a group at a time, and so is written. Items are
/// compared after they were sanitized and derived, so the same recipe a second time stores nothing.
/// </summary>
internal sealed class ContentImport(
    ContentManager manager, IContentStore store, ISiteRoles roles, IAuditLog audit, Actor actor, IReadOnlyList<IContentHandler> handlers, DateTime now)
{
    private const int GroupSize = 250;

    private readonly ContentLookup _lookup = new(store, roles);
    private readonly List<(int Index, ContentProblem Problem)> _problems = [];
    private int _stored;
    private int _unchanged;

    public async Task<ImportResult> RunAsync(IReadOnlyList<ContentItem> items, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        // A version of an item and its draft may stand in one list; they go into different groups, one after the other.
        var start = 0;
        while (start < items.Count)
        {
            var group = new List<(int Index, ContentItem Item)>(GroupSize);
            var ids = new HashSet<string>();
            for (; start < items.Count && group.Count < GroupSize && (items[start].ContentItemId.Length == 0 || ids.Add(items[start].ContentItemId)); start++)
                group.Add((start, items[start]));
            await StoreAsync(group, model, cancellationToken);
        }
        return new ImportResult(_stored, _unchanged, _problems);
    }

    private async Task StoreAsync(List<(int Index, ContentItem Item)> group, ContentModel model, CancellationToken cancellationToken)
    {
        var ids = group.Select(entry => entry.Item.ContentItemId).Where(id => id.Length > 0).ToList();
        var latest = (await store.FindAsync(ids, VersionOptions.Latest, cancellationToken)).ToDictionary(item => item.ContentItemId);
        var published = (await store.FindAsync(ids, VersionOptions.Published, cancellationToken)).ToDictionary(item => item.ContentItemId);
        var itemOfVersion = new Dictionary<string, string>(await store.FindVersionItemsAsync(
            [.. group.Select(entry => entry.Item.ContentItemVersionId).Where(ContentId.IsValid).Distinct()], cancellationToken));
        await _lookup.PrefetchPathsAsync([.. group.Select(entry => PathOf(entry.Item)).OfType<string>().Distinct()], cancellationToken);

        var versions = new List<StoredVersion>();
        var changes = new List<ContentChange>();
        foreach (var (index, item) in group)
        {
            var problems = await CheckAsync(item, model, cancellationToken);
            _problems.AddRange(problems.Select(problem => (index, problem)));
            if (problems.Count > 0)
                continue;
            var last = latest.GetValueOrDefault(item.ContentItemId);
            if (last is null && itemOfVersion.TryGetValue(item.ContentItemVersionId, out var other) && other != item.ContentItemId)
            {
                _problems.Add((index, new ContentProblem(
                    nameof(ContentItem.ContentItemVersionId), $"The version “{item.ContentItemVersionId}” is of the item {other}. Leave it out here, then the item gets one of its own.")));
                continue;
            }
            var shown = published.GetValueOrDefault(item.ContentItemId);
            if (IsThere(item, item.Latest ? last : shown))
            {
                _unchanged++;
                continue;
            }

            // An item that was deleted keeps its versions in the history.
            Stamp(item, last, keepsVersionId: last is null && ContentId.IsValid(item.ContentItemVersionId) && !itemOfVersion.ContainsKey(item.ContentItemVersionId));
            itemOfVersion[item.ContentItemVersionId] = item.ContentItemId;
            if (PathOf(item) is { } path)
                _lookup.ClaimPath(path, item.ContentItemId);
            if (last is null)
                changes.Add(new ContentChange(ContentChangeKind.Created, item, null, actor));
            if (!item.Published)
                changes.Add(new ContentChange(ContentChangeKind.DraftSaved, item, last, actor));
            else
                changes.Add(new ContentChange(ContentChangeKind.Published, item, shown, actor));
            versions.Add(new StoredVersion(item, new IndexEntries(), []));
        }

        foreach (var change in changes)
        {
            foreach (var handler in handlers)
                await handler.BeforeAsync(change, cancellationToken);
        }
        for (var i = 0; i < versions.Count; i++)
            versions[i] = await manager.ToStoreAsync(versions[i].Item, model, cancellationToken);
        await store.AddVersionsAsync(versions, cancellationToken);
        await manager.LogAsync([.. versions.Select(v => v.Item).Where(item => item.Published)], model, cancellationToken);
        await audit.AppendAsync([.. versions.Select(v => new AuditEvent(
            now, actor.UserId, actor.UserName, "Imported", v.Item.ContentItemId, v.Item.ContentItemVersionId, v.Item.ContentType))], cancellationToken);
        foreach (var handler in handlers)
            await handler.AfterAsync(changes, cancellationToken);
        _stored += versions.Count;
    }

    private async Task<IReadOnlyList<ContentProblem>> CheckAsync(ContentItem item, ContentModel model, CancellationToken cancellationToken)
    {
        if (item.ContentItemId.Length == 0)
            item.ContentItemId = ContentId.New();
        else if (!ContentId.IsValid(item.ContentItemId))
            return [new ContentProblem("", $"“{item.ContentItemId}” is not an id: {ContentId.Length} characters, a-z and 0-9.")];
        if (!item.Latest && !item.Published)
            return [new ContentProblem("", "An item has to be Latest or Published.")];
        return await manager.PrepareAsync(item, model, _lookup, checksReferences: false, cancellationToken);
    }

    private static bool IsThere(ContentItem item, ContentItem? stored) =>
        stored is not null && stored.Published == item.Published && stored.Latest == item.Latest
        && stored.ContentType == item.ContentType && stored.DisplayText == item.DisplayText
        && JsonNode.DeepEquals(stored.Content, item.Content);

    private void Stamp(ContentItem item, ContentItem? last, bool keepsVersionId)
    {
        if (!keepsVersionId)
            item.ContentItemVersionId = ContentId.New();
        item.ModifiedUtc ??= now;
        item.CreatedUtc ??= last?.CreatedUtc ?? item.ModifiedUtc;
        item.PublishedUtc = item.Published ? item.PublishedUtc ?? now : null;
        if (item.Owner.Length == 0)
            item.Owner = last?.Owner ?? actor.UserId ?? "";
        if (item.Author.Length == 0)
            item.Author = actor.UserName;
    }

    private static string? PathOf(ContentItem item) => item.Part(nameof(AutoroutePart))?["Path"] is JsonValue value && value.TryGetValue<string>(out var path) && path.Length > 0
        ? path.Trim('/').ToLowerInvariant()
        : null;
}
