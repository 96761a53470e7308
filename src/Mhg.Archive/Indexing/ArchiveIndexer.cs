using System.Runtime.CompilerServices;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Search.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Indexing;

/// <summary>Brings the index up to date with the database. Calls come one after another. What it has taken over is durable once it is disposed of.</summary>
public sealed class ArchiveIndexer(
    ArchiveIndex index, IndexFolder folder, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ArchiveIndexer> logger) : IDisposable
{
    private const int BatchSize = 500;

    // What a crash takes from the index comes again from the change log, so not every change has to wait for the disk.
    private static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1);
    private BuiltIndex? _held;
    private long _lastCommit;
    private bool _writeFailed;

    /// <summary>
    /// Takes over all changes since the last call, by the change log; the first call goes on from where the index on the disk is.
    /// Builds the index anew where there is none or a damaged one, where somebody asked for it, and where its definition or the
    /// content definitions are others than it was built by.
    /// </summary>
    /// <exception cref="IOException">The index can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The index can't be written.</exception>
    public Task CatchUpAsync(CancellationToken cancellationToken) => InTurnAsync(async (source, token) =>
    {
        if (_held is { IsDamaged: true })
            Discard(_held);
        else if (_writeFailed)
            Close();
        if (_held is null)
            await TakeOverAsync(source, token);
        else
            await FollowHeldAsync(source.Store, token);
        if (_held is null || await IsOutdatedAsync(_held, source, token))
            await RebuildAsync(source, null, token);
    }, cancellationToken);

    /// <summary>Builds the index anew from the database, whatever state it is in.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it; the index before goes on.</param>
    /// <returns>False where no index is defined.</returns>
    /// <exception cref="IOException">The index can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The index can't be written.</exception>
    public Task<bool> RebuildAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken) =>
        InTurnAsync((source, token) => RebuildAsync(source, progress, token), cancellationToken);

    /// <summary>Makes durable what was taken over.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Commit();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Wait();
        try
        {
            Commit();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CorruptIndexException)
        {
            logger.LogWarning("What the search index took over last comes again from the database at the next start. {Problem}", fault.Message);
        }
        Close();
        _turn.Dispose();
    }

    private async Task<bool> InTurnAsync(Func<IndexSource, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var source = await IndexSource.FindAsync(scope.ServiceProvider, cancellationToken);
            index.IsDefined = source is not null;
            if (source is not null)
                await work(source, cancellationToken);
            else if (_held is not null)
                Discard(_held);
            return source is not null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens what an earlier process left behind, if it is of this database and made as it would be made now.</summary>
    private async Task TakeOverAsync(IndexSource source, CancellationToken cancellationToken)
    {
        var documents = await source.DocumentsAsync(cancellationToken);
        foreach (var path in folder.Indexes)
        {
            if (folder.Open(path, documents) is not { } found)
                continue;
            if (_held is not null)
            {
                // Left for another process.
                found.Dispose();
                continue;
            }
            _held = found;
            if (!await source.HasAsync(found.Change, cancellationToken))
                Discard(found);
        }
        try
        {
            await FollowHeldAsync(source.Store, cancellationToken);
        }
        finally
        {
            index.Current = _held;
        }
    }

    private static async Task<bool> IsOutdatedAsync(BuiltIndex held, IndexSource source, CancellationToken cancellationToken)
    {
        if (!source.IsOf(held.Documents))
        {
            var documents = await source.DocumentsAsync(cancellationToken);
            if (documents.Fingerprint != held.Documents.Fingerprint)
                return true;
            held.Documents = documents;
        }
        return held.IsOutdated;
    }

    private async Task RebuildAsync(IndexSource source, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        // Read before the first item: what changes while the items are read comes again from the log.
        var change = await source.NewestChangeAsync(cancellationToken);
        var documents = await source.DocumentsAsync(cancellationToken);
        var building = folder.Create(documents);
        var done = 0;
        try
        {
            var total = await source.Store.CountAsync(new ContentQuery { ContentTypes = [.. documents.IndexedTypes] }, cancellationToken);
            Report(new IndexProgress(0, total));
            await foreach (var items in WalkAsync(source.Store, [.. documents.IndexedTypes], cancellationToken))
            {
                await AddAsync(building, items, source.Store, cancellationToken);
                Report(new IndexProgress(done += items.Count, total));
                // Whoever searches meanwhile searches the index before this one.
                await FollowHeldAsync(source.Store, cancellationToken);
            }
            building.Change = change;
            await FollowAsync(building, source.Store, cancellationToken);
            building.Commit();
        }
        catch
        {
            Discard(building);
            throw;
        }
        finally
        {
            index.Report(null);
        }
        var before = _held;
        (_held, _writeFailed) = (building, false);
        index.Current = building;
        if (before is not null)
            Discard(before);
        logger.LogInformation("The search index was built: {Count} items.", done);

        void Report(IndexProgress value)
        {
            index.Report(value);
            progress?.Report(value);
        }
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

    /// <summary>Takes changes over into the index that is searched, and makes them durable from time to time.</summary>
    private async Task FollowHeldAsync(IContentStore store, CancellationToken cancellationToken)
    {
        if (_held is not { IsDamaged: false } held || _writeFailed)
            return;
        try
        {
            await FollowAsync(held, store, cancellationToken);
            if (clock.GetElapsedTime(_lastCommit) >= CommitInterval)
                Commit();
        }
        catch (CorruptIndexException fault)
        {
            index.Drop(held, fault);
            Discard(held);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nothing is known of a half write: the index goes on being searched as it is, and is opened anew before it is written to again.
            _writeFailed = true;
            throw;
        }
    }

    private async Task FollowAsync(BuiltIndex built, IContentStore store, CancellationToken cancellationToken)
    {
        while (await store.ListChangesAsync(built.Change.Number, BatchSize, cancellationToken) is { Count: > 0 } changes)
        {
            var documents = built.Documents;
            var ids = changes.Select(change => change.ContentItemId).Distinct().ToList();
            if (ids.Exists(Vocabulary.TaxonomiesOf(documents.Model).Contains))
                built.Documents = new ContentDocuments(documents.Definition, documents.Model, await Vocabulary.ReadAsync(documents.Model, store, cancellationToken));
            var published = (await store.FindAsync(ids, VersionOptions.Published, cancellationToken)).Where(item => documents.IndexedTypes.Contains(item.ContentType)).ToList();
            foreach (var gone in ids.Except(published.Select(item => item.ContentItemId)))
                built.Delete(gone);
            await AddAsync(built, published, store, cancellationToken);
            built.Refresh();
            built.Change = LogPlace.Of(changes[^1]);
        }
    }

    private async Task AddAsync(BuiltIndex built, IReadOnlyList<ContentItem> items, IContentStore store, CancellationToken cancellationToken)
    {
        var lists = (await store.FindAsync([.. items.Select(ContainedPart.ListOf).OfType<string>().Distinct()], VersionOptions.Published, cancellationToken))
            .ToDictionary(list => list.ContentItemId);
        foreach (var item in items)
        {
            try
            {
                built.Update(built.Documents.DocumentOf(item, ContainedPart.ListOf(item) is { } listId ? lists.GetValueOrDefault(listId) : null));
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or IOException or UnauthorizedAccessException or CorruptIndexException))
            {
                // Better not found than found by what it said before.
                built.Delete(item.ContentItemId);
                logger.LogError(fault, "The {ContentType} {ContentItemId} could not be indexed, and is not found by the search.", item.ContentType, item.ContentItemId);
            }
        }
    }

    private void Commit()
    {
        if (_held is not { IsAhead: true, IsDamaged: false } held || _writeFailed)
            return;
        held.Commit();
        _lastCommit = clock.GetTimestamp();
    }

    /// <summary>Closes the index as it was last committed.</summary>
    private void Close()
    {
        index.Current = null;
        _held?.Dispose();
        (_held, _writeFailed) = (null, false);
    }

    /// <summary>Closes an index for good.</summary>
    private void Discard(BuiltIndex built)
    {
        if (_held == built)
            Close();
        else
            built.Dispose();
        folder.Delete(built.Path);
    }
}
