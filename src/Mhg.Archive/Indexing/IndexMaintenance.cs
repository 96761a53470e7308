using Mhg.ContentManagement.Storage;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Indexing;

/// <summary>What an operator does with the index: build it anew, compare it with the database, look at its size.</summary>
public sealed class IndexMaintenance(ArchiveIndexer indexer, ArchiveIndex index, IServiceScopeFactory scopes)
{
    /// <summary>Builds the index anew from the database; <see cref="ArchiveIndex.Progress"/> tells how far it is.</summary>
    /// <returns>False where no index is defined.</returns>
    public Task<bool> RebuildAsync(CancellationToken cancellationToken) => indexer.RebuildAsync(cancellationToken);

    /// <summary>Compares the index with the database, version by version, after bringing it up to date.</summary>
    public async Task<IndexDifference> VerifyAsync(CancellationToken cancellationToken)
    {
        await indexer.CatchUpAsync(cancellationToken);
        if (index.Current is not { } current)
            return new IndexDifference([], [], []);
        using var searcher = current.Index.Acquire();
        var indexed = searcher.Search(Query.All, new SearchOptions { Top = int.MaxValue }, cancellationToken).Hits
            .ToDictionary(hit => hit.Id, hit => hit.Fields[IndexFields.VersionId][0]);
        List<string> missing = [], outdated = [];
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IContentStore>();
        await foreach (var items in ArchiveIndexer.WalkAsync(store, [.. current.Documents.IndexedTypes], cancellationToken))
        {
            foreach (var item in items)
            {
                if (!indexed.Remove(item.ContentItemId, out var version))
                    missing.Add(item.ContentItemId);
                else if (version != item.ContentItemVersionId)
                    outdated.Add(item.ContentItemId);
            }
        }
        return new IndexDifference(missing, outdated, [.. indexed.Keys]);
    }

    /// <summary>The index at this moment; null where there is none.</summary>
    public IndexFigures? Figures()
    {
        if (index.Current is not { } current)
            return null;
        using var searcher = current.Index.Acquire();
        return new IndexFigures(searcher.DocCount, current.Documents.Schema.Fields.Count, current.Change);
    }
}

/// <summary>How an index differs from the database. What changes during the comparison may show up, too.</summary>
/// <param name="Missing">Published items that are not in the index: their ids.</param>
/// <param name="Outdated">Items of which the index has another version.</param>
/// <param name="Surplus">Items in the index that are not published.</param>
public sealed record IndexDifference(IReadOnlyList<string> Missing, IReadOnlyList<string> Outdated, IReadOnlyList<string> Surplus)
{
    /// <summary>Whether there is no difference.</summary>
    public bool IsSound => Missing.Count + Outdated.Count + Surplus.Count == 0;
}

/// <summary>The size of an index.</summary>
/// <param name="Documents">How many items it holds.</param>
/// <param name="Fields">How many fields it has.</param>
/// <param name="Change">The number of the newest change that is in it.</param>
public sealed record IndexFigures(int Documents, int Fields, long Change);
