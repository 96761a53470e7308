using Mhg.ContentManagement.Storage;

namespace Mhg.ContentManagement.Access;

/// <summary>Published content as the present actor may read it. Pages read through this and nothing else.</summary>
public sealed class PublishedContent(IContentStore store, ContentAccess access, CurrentActor current)
{
    private ReadScope? _scope;
    private Actor? _scoped;

    /// <summary>What the present actor may read.</summary>
    public async ValueTask<ReadScope> ScopeAsync(CancellationToken cancellationToken = default)
    {
        if (_scope is null || _scoped != current.Actor)
            (_scope, _scoped) = (await access.ScopeAsync(current.Actor, cancellationToken), current.Actor);
        return _scope;
    }

    /// <summary>The published version of an item, or null where there is none that the actor may read.</summary>
    public async Task<ContentItem?> FindAsync(string contentItemId, CancellationToken cancellationToken = default) =>
        (await FindAsync([contentItemId], cancellationToken)).GetValueOrDefault(contentItemId);

    /// <summary>The published versions of several items by id, as far as the actor may read them.</summary>
    public async Task<IReadOnlyDictionary<string, ContentItem>> FindAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken = default) =>
        contentItemIds.Count == 0
            ? new Dictionary<string, ContentItem>()
            : (await ListAsync(new ContentQuery { ContentItemIds = contentItemIds, Take = contentItemIds.Count }, cancellationToken)).ToDictionary(item => item.ContentItemId);

    /// <summary>The published item at a path (lower case, without a leading slash), or null where there is none that the actor may read.</summary>
    public async Task<ContentItem?> FindByPathAsync(string path, CancellationToken cancellationToken = default) =>
        await store.FindByPathAsync(path, await ScopeAsync(cancellationToken), cancellationToken);

    /// <summary>The published items of a query, as far as the actor may read them.</summary>
    public async Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancellationToken = default) =>
        await store.QueryAsync(query with { Version = VersionOptions.Published, Scope = await ScopeAsync(cancellationToken) }, cancellationToken);

    /// <summary>How many published items a query finds that the actor may read.</summary>
    public async Task<int> CountAsync(ContentQuery query, CancellationToken cancellationToken = default) =>
        await store.CountAsync(query with { Version = VersionOptions.Published, Scope = await ScopeAsync(cancellationToken) }, cancellationToken);

    /// <summary>The published items that point at an item, a term or a user (reverse links), as far as the actor may read them.</summary>
    /// <param name="targetId">What is pointed at.</param>
    /// <param name="contentType">Only items of that type; null for all.</param>
    /// <param name="name">Only by that field, say <c>Workshop.FocusAreas</c>; null for any.</param>
    /// <param name="order">What to sort by; newest first where it is null.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<ContentItem>> PointingAtAsync(
        string targetId, string? contentType = null, string? name = null, ContentOrder? order = null, int take = 100, CancellationToken cancellationToken = default) =>
        ListAsync(new ContentQuery
        {
            ContentTypes = contentType is null ? null : [contentType],
            References = [new ReferenceFilter(targetId, name)],
            Order = order ?? ContentOrder.NewestFirst,
            Take = take,
        }, cancellationToken);
}
