using System.Runtime.CompilerServices;
using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Settings;
using Mhg.Search.Indexing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Indexing;

/// <summary>Brings the index up to date with the database. Calls come one after another.</summary>
public sealed class ArchiveIndexer(ArchiveIndex index, IndexSignal signal, IServiceScopeFactory scopes, ILogger<ArchiveIndexer> logger) : IDisposable
{
    private const int BatchSize = 500;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Takes over all changes since the last call, by the change log; builds the index anew where there is none yet, or where its
    /// definition or the content definitions are others than it was built by.
    /// </summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => InTurnAsync(async services =>
    {
        var definition = await DefinitionAsync(services, cancellationToken);
        index.IsDefined = definition is not null;
        if (definition is null)
        {
            index.Replace(null);
            return false;
        }
        var store = services.GetRequiredService<IContentStore>();
        var model = await services.GetRequiredService<ContentDefinitions>().ModelAsync(cancellationToken);
        if (signal.TakeRebuildRequest() || index.Current is not { } current || current.Documents.Definition != definition || current.Documents.Model != model)
            await RebuildAsync(store, definition, model, cancellationToken);
        else
            index.Replace(await FollowAsync(current, store, cancellationToken));
        return true;
    }, cancellationToken);

    /// <summary>Builds the index anew from the database, whatever state it is in.</summary>
    /// <returns>False where no index is defined.</returns>
    public Task<bool> RebuildAsync(CancellationToken cancellationToken) => InTurnAsync(async services =>
    {
        if (await DefinitionAsync(services, cancellationToken) is not { } definition)
            return false;
        var model = await services.GetRequiredService<ContentDefinitions>().ModelAsync(cancellationToken);
        await RebuildAsync(services.GetRequiredService<IContentStore>(), definition, model, cancellationToken);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<bool> InTurnAsync(Func<IServiceProvider, Task<bool>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<IndexDefinition?> DefinitionAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var settings = await services.GetRequiredService<SiteSettings>().SectionAsync<LuceneSettings>(cancellationToken);
        var all = await services.GetRequiredService<IDocumentStore>().SnapshotAsync(
            IndexDefinition.Kind,
            stored => stored.ToDictionary(entry => entry.Key, entry => entry.Value.Deserialize<IndexDefinition>(ContentJson.Options)!, StringComparer.Ordinal),
            cancellationToken);
        return all.GetValueOrDefault(settings.SearchIndex);
    }

    /// <summary>The published items of some types in the order of their ids, in batches. An item that changes on the way is seen as it was or as it is.</summary>
    internal static async IAsyncEnumerable<IReadOnlyList<ContentItem>> WalkAsync(
        IContentStore store, IReadOnlyCollection<string> types, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new ContentQuery { ContentTypes = types, Order = new ContentOrder(ContentOrderKind.Id, false), Take = BatchSize };
        while (await store.QueryAsync(query, cancellationToken) is { Count: > 0 } items)
        {
            yield return items;
            query = query with { AfterId = items[^1].ContentItemId };
        }
    }

    private async Task RebuildAsync(IContentStore store, IndexDefinition definition, ContentModel model, CancellationToken cancellationToken)
    {
        // Read before the first item: what changes while the items are read comes again from the log.
        var change = await store.LastChangeAsync(cancellationToken);
        var documents = new ContentDocuments(definition, model, await Vocabulary.ReadAsync(model, store, cancellationToken));
        var building = new SearchIndex(documents.Schema);
        var total = await store.CountAsync(new ContentQuery { ContentTypes = [.. documents.IndexedTypes] }, cancellationToken);
        var done = 0;
        try
        {
            index.Report(new IndexProgress(0, total));
            await foreach (var items in WalkAsync(store, [.. documents.IndexedTypes], cancellationToken))
            {
                await AddAsync(building, documents, items, store, cancellationToken);
                index.Report(new IndexProgress(done += items.Count, total));
                // Whoever searches meanwhile searches the index before this one, which goes on following the log.
                if (index.Current is { } serving)
                    index.Replace(await FollowAsync(serving, store, cancellationToken));
            }
            building.Refresh();
            index.Replace(await FollowAsync(new BuiltIndex(building, documents, change), store, cancellationToken));
        }
        catch
        {
            signal.KeepRebuildRequest();
            throw;
        }
        finally
        {
            index.Report(null);
        }
        logger.LogInformation("The search index was built: {Count} items.", done);
    }

    private async Task<BuiltIndex> FollowAsync(BuiltIndex built, IContentStore store, CancellationToken cancellationToken)
    {
        while (await store.ListChangesAsync(built.Change, BatchSize, cancellationToken) is { Count: > 0 } changes)
        {
            var documents = built.Documents;
            var ids = changes.Select(change => change.ContentItemId).Distinct().ToList();
            if (ids.Exists(Vocabulary.TaxonomiesOf(documents.Model).Contains))
            {
                var vocabulary = await Vocabulary.ReadAsync(documents.Model, store, cancellationToken);
                // Which field is which facet follows from what the taxonomies hold.
                if (!vocabulary.HasTermTypesOf(documents.Vocabulary))
                    signal.RequestRebuild();
                documents = new ContentDocuments(documents.Definition, documents.Model, vocabulary);
            }
            var published = (await store.FindAsync(ids, VersionOptions.Published, cancellationToken)).Where(item => documents.IndexedTypes.Contains(item.ContentType)).ToList();
            foreach (var gone in ids.Except(published.Select(item => item.ContentItemId)))
                built.Index.Delete(gone);
            await AddAsync(built.Index, documents, published, store, cancellationToken);
            built.Index.Refresh();
            built = built with { Documents = documents, Change = changes[^1].Number };
        }
        return built;
    }

    private async Task AddAsync(SearchIndex target, ContentDocuments documents, IReadOnlyList<ContentItem> items, IContentStore store, CancellationToken cancellationToken)
    {
        var lists = (await store.FindAsync([.. items.Select(ContainedPart.ListOf).OfType<string>().Distinct()], VersionOptions.Published, cancellationToken))
            .ToDictionary(list => list.ContentItemId);
        foreach (var item in items)
        {
            try
            {
                target.Update(documents.DocumentOf(item, ContainedPart.ListOf(item) is { } listId ? lists.GetValueOrDefault(listId) : null));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Better not found than found by what it said before.
                target.Delete(item.ContentItemId);
                logger.LogError(fault, "The {ContentType} {ContentItemId} could not be indexed, and is not found by the search.", item.ContentType, item.ContentItemId);
            }
        }
    }
}
