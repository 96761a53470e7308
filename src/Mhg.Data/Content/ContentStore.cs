using System.Data;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Transactions;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Content;

/// <summary>Content items in the database: a row a version, with index tables beside the versions that are latest or published.</summary>
public sealed class ContentStore(MhgDbContext db, UnitOfWork unitOfWork, ContentReads reads) : IContentStore
{
    private readonly RowWriter _versions = new(db, "ContentItems",
        ("Id", DbType.Int64), ("ContentItemId", DbType.String), ("ContentItemVersionId", DbType.String), ("ContentType", DbType.String),
        ("DisplayText", DbType.String), ("SortText", DbType.String), ("Latest", DbType.Boolean), ("Published", DbType.Boolean),
        ("CreatedUtc", DbType.DateTime), ("ModifiedUtc", DbType.DateTime), ("PublishedUtc", DbType.DateTime),
        ("Owner", DbType.String), ("Author", DbType.String), ("Path", DbType.String), ("Alias", DbType.String), ("Content", DbType.String));

    private readonly RowWriter _values = new(db, "ContentValues",
        ("VersionId", DbType.Int64), ("Name", DbType.String), ("Ordinal", DbType.Int32), ("Text", DbType.String), ("Number", DbType.Double), ("Utc", DbType.DateTime));

    private readonly RowWriter _references = new(db, "ContentReferences", ("VersionId", DbType.Int64), ("Name", DbType.String), ("TargetId", DbType.String));

    private readonly RowWriter _audiences = new(db, "ContentAudiences", ("VersionId", DbType.Int64), ("Token", DbType.String));

    private readonly RowWriter _changes = new(db, "ChangeLog", ("ContentItemId", DbType.String), ("ContentType", DbType.String), ("Utc", DbType.DateTime));

    /// <inheritdoc/>
    public async Task<ContentItem?> FindAsync(string contentItemId, VersionOptions version, CancellationToken cancellationToken) =>
        (await (version == VersionOptions.Published ? reads.Published : reads.Latest)(db, contentItemId, cancellationToken))?.ToItem();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentItem>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionOptions version, CancellationToken cancellationToken)
    {
        if (contentItemIds.Count == 0)
            return [];
        var rows = version == VersionOptions.Published ? db.ContentItems.Where(v => v.Published) : db.ContentItems.Where(v => v.Latest);
        return ToItems(await rows.Where(v => contentItemIds.Contains(v.ContentItemId)).ToListAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<ContentItem?> FindVersionAsync(string contentItemVersionId, CancellationToken cancellationToken) =>
        (await db.ContentItems.FirstOrDefaultAsync(v => v.ContentItemVersionId == contentItemVersionId, cancellationToken))?.ToItem();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, CancellationToken cancellationToken) =>
        ToItems(await db.ContentItems.Where(v => v.ContentItemId == contentItemId).OrderByDescending(v => v.Id).ToListAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentItem>> QueryAsync(ContentQuery query, CancellationToken cancellationToken)
    {
        // First which rows, then their content: sorting would carry the content of everything found along.
        var ids = await db.InOrder(db.Matching(query, isSorted: true), query).Skip(query.Skip).Take(query.Take).Select(v => v.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0)
            return [];
        var rows = await db.ContentItems.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id].ToItem())];
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(ContentQuery query, CancellationToken cancellationToken) => db.Matching(query, isSorted: false).CountAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> FindTypesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var found = await db.ContentItems.Where(v => contentItemIds.Contains(v.ContentItemId) && (v.Latest || v.Published))
            .Select(v => new { v.ContentItemId, v.ContentType }).Distinct().ToListAsync(cancellationToken);
        return found.DistinctBy(v => v.ContentItemId).ToDictionary(v => v.ContentItemId, v => v.ContentType);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> FindVersionItemsAsync(IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancellationToken) =>
        await db.ContentItems.Where(v => contentItemVersionIds.Contains(v.ContentItemVersionId))
            .ToDictionaryAsync(v => v.ContentItemVersionId, v => v.ContentItemId, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> FindPathsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
            return new Dictionary<string, string>();
        if (paths.Count == 1)
        {
            var path = paths.First();
            return await reads.OwnerOfPath(db, path, cancellationToken) is { } owner ? new() { [path] = owner } : new Dictionary<string, string>();
        }
        var found = await db.ContentItems.Where(v => v.Path != null && paths.Contains(v.Path))
            .Select(v => new { v.Path, v.ContentItemId, v.Published }).ToListAsync(cancellationToken);
        return found.OrderByDescending(v => v.Published).DistinctBy(v => v.Path).ToDictionary(v => v.Path!, v => v.ContentItemId);
    }

    /// <inheritdoc/>
    public async Task<ContentItem?> FindByPathAsync(string path, ReadScope? scope, CancellationToken cancellationToken)
    {
        var row = scope?.Audiences is { } audiences
            ? await reads.AtPathFor(db, path, [.. audiences.Select(ContentQueries.AudienceToken)], cancellationToken)
            : await reads.AtPath(db, path, cancellationToken);
        return row is not null && scope?.ContentTypes.Contains(row.ContentType) != false ? row.ToItem() : null;
    }

    /// <inheritdoc/>
    public Task<string?> FindByAliasAsync(string alias, CancellationToken cancellationToken) =>
        db.ContentItems.Where(v => v.Alias == alias).OrderByDescending(v => v.Published).Select(v => v.ContentItemId).FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc/>
    public Task AddVersionsAsync(IReadOnlyList<StoredVersion> versions, CancellationToken cancellationToken) =>
        versions.Count == 0 ? Task.CompletedTask : unitOfWork.JoinAsync(async token =>
        {
            await GiveUpFlagsAsync([.. versions.Select(v => v.Item)], token);
            var last = await db.ContentItems.MaxAsync(v => (long?)v.Id, token) ?? 0;
            var numbered = versions.Select((version, index) => (Id: last + 1 + index, Version: version)).ToList();
            await _versions.AddAsync([.. numbered.Select(entry => Row(entry.Id, entry.Version))], token);
            await AddIndexAsync(numbered, token);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateFlagsAsync(StoredVersion version, CancellationToken cancellationToken) => unitOfWork.JoinAsync(async token =>
    {
        var item = version.Item;
        await GiveUpFlagsAsync([item], token);
        var (path, alias) = IsIndexed(item) ? (version.Index.Path, version.Index.Alias) : (null, null);
        var id = await db.ContentItems.Where(v => v.ContentItemVersionId == item.ContentItemVersionId).Select(v => (long?)v.Id).FirstOrDefaultAsync(token)
            ?? throw new InvalidOperationException($"There is no version {item.ContentItemVersionId}.");
        await db.ContentItems.Where(v => v.Id == id).ExecuteUpdateAsync(row => row
            .SetProperty(v => v.Latest, item.Latest)
            .SetProperty(v => v.Published, item.Published)
            .SetProperty(v => v.PublishedUtc, item.PublishedUtc)
            .SetProperty(v => v.Path, path)
            .SetProperty(v => v.Alias, alias), token);
        await RemoveIndexAsync([id], token);
        await AddIndexAsync([(id, version)], token);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task AppendChangesAsync(IReadOnlyList<ContentLogEntry> changes, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => _changes.AddAsync([.. changes.Select(c => new object?[] { c.ContentItemId, c.ContentType, c.Utc })], token), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentLogEntry>> ListChangesAsync(long after, int count, CancellationToken cancellationToken) =>
        await db.Set<ContentChangeRow>().AsNoTracking().Where(c => c.Number > after).OrderBy(c => c.Number).Take(count)
            .Select(c => new ContentLogEntry(c.Number, c.ContentItemId, c.ContentType, c.Utc)).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<long> LastChangeAsync(CancellationToken cancellationToken) =>
        await db.Set<ContentChangeRow>().MaxAsync(c => (long?)c.Number, cancellationToken) ?? 0;

    private static List<ContentItem> ToItems(List<ContentVersionRow> rows) => rows.ConvertAll(row => row.ToItem());

    private static bool IsIndexed(ContentItem item) => item.Latest || item.Published;

    /// <summary>Takes the flags that these versions are to have from the other versions of their items, and the index from those that have none left.</summary>
    private async Task GiveUpFlagsAsync(IReadOnlyList<ContentItem> takers, CancellationToken cancellationToken)
    {
        var ids = takers.Select(item => item.ContentItemId).Distinct().ToList();
        var takesLatest = takers.Where(item => item.Latest).ToDictionary(item => item.ContentItemId, item => item.ContentItemVersionId);
        var takesPublished = takers.Where(item => item.Published).ToDictionary(item => item.ContentItemId, item => item.ContentItemVersionId);
        var holders = await db.ContentItems.Where(v => ids.Contains(v.ContentItemId) && (v.Latest || v.Published))
            .Select(v => new { v.Id, v.ContentItemId, v.ContentItemVersionId, v.Latest, v.Published }).ToListAsync(cancellationToken);

        List<long> notLatest = [], notPublished = [], neither = [];
        foreach (var holder in holders)
        {
            var losesLatest = holder.Latest && Loses(takesLatest);
            var losesPublished = holder.Published && Loses(takesPublished);
            if (losesLatest)
                notLatest.Add(holder.Id);
            if (losesPublished)
                notPublished.Add(holder.Id);
            if ((losesLatest || !holder.Latest) && (losesPublished || !holder.Published))
                neither.Add(holder.Id);

            bool Loses(Dictionary<string, string> taken) => taken.TryGetValue(holder.ContentItemId, out var taker) && taker != holder.ContentItemVersionId;
        }

        if (notLatest.Count > 0)
            await db.ContentItems.Where(v => notLatest.Contains(v.Id)).ExecuteUpdateAsync(row => row.SetProperty(v => v.Latest, false), cancellationToken);
        if (notPublished.Count > 0)
            await db.ContentItems.Where(v => notPublished.Contains(v.Id)).ExecuteUpdateAsync(row => row.SetProperty(v => v.Published, false), cancellationToken);
        if (neither.Count == 0)
            return;
        await db.ContentItems.Where(v => neither.Contains(v.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(v => v.Path, (string?)null).SetProperty(v => v.Alias, (string?)null), cancellationToken);
        await RemoveIndexAsync(neither, cancellationToken);
    }

    private async Task RemoveIndexAsync(List<long> ids, CancellationToken cancellationToken)
    {
        await db.Set<ContentValueRow>().Where(v => ids.Contains(v.VersionId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ContentReferenceRow>().Where(r => ids.Contains(r.VersionId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ContentAudienceRow>().Where(a => ids.Contains(a.VersionId)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task AddIndexAsync(IReadOnlyList<(long Id, StoredVersion Version)> versions, CancellationToken cancellationToken)
    {
        List<object?[]> values = [], references = [], audiences = [];
        var ordinals = new Dictionary<string, int>();
        foreach (var (id, version) in versions.Where(entry => IsIndexed(entry.Version.Item)))
        {
            ordinals.Clear();
            foreach (var value in version.Index.Values)
            {
                var ordinal = ordinals[value.Name] = ordinals.GetValueOrDefault(value.Name, -1) + 1;
                values.Add([id, value.Name, ordinal, value.Text, value.Number, value.Utc]);
            }
            foreach (var reference in version.Index.References)
                references.Add([id, reference.Name, reference.TargetId]);
            foreach (var token in version.Audience.Select(ContentQueries.AudienceToken).Distinct())
                audiences.Add([id, token]);
        }
        await _values.AddAsync(values, cancellationToken);
        await _references.AddAsync(references, cancellationToken);
        await _audiences.AddAsync(audiences, cancellationToken);
    }

    private static object?[] Row(long id, StoredVersion version)
    {
        var item = version.Item;
        var indexed = IsIndexed(item);
        return
        [
            id, item.ContentItemId, item.ContentItemVersionId, item.ContentType, item.DisplayText, SortText.Of(item.DisplayText),
            item.Latest, item.Published, item.CreatedUtc, item.ModifiedUtc, item.PublishedUtc, item.Owner, item.Author,
            indexed ? version.Index.Path : null, indexed ? version.Index.Alias : null, item.Content.ToJsonString(ContentJson.Options),
        ];
    }
}
