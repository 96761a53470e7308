using Mhg.ContentManagement.Storage;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Indexing;

/// <summary>
/// What an operator does with the indexes in the data folder: build anew, compare with the database, look at their size. Indexes
/// are read as they were last committed, so a process that has one open is not disturbed.
/// </summary>
public sealed class IndexMaintenance(ArchiveIndexer indexer, IndexFolder folder, IServiceScopeFactory scopes)
{
    private const string OtherDefinitions = "It was made by other definitions than those of now. The site builds it anew.";

    /// <summary>Builds the index of this process anew from the database.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where no index is defined.</returns>
    /// <exception cref="IOException">The index can't be written.</exception>
    public Task<bool> RebuildAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken) => indexer.RebuildAsync(progress, cancellationToken);

    /// <summary>Asks the processes that have an index open to build theirs anew. What nobody has open is deleted.</summary>
    /// <returns>How many there are.</returns>
    public int RequestRebuild() => folder.RequestRebuild();

    /// <summary>Tells of each index how large and how new it is.</summary>
    public Task<IReadOnlyList<IndexReport>> ReportAsync(CancellationToken cancellationToken) => ReportAsync(compare: false, cancellationToken);

    /// <summary>Reads all files of each index, and compares it with the database, version by version.</summary>
    public Task<IReadOnlyList<IndexReport>> VerifyAsync(CancellationToken cancellationToken) => ReportAsync(compare: true, cancellationToken);

    private async Task<IReadOnlyList<IndexReport>> ReportAsync(bool compare, CancellationToken cancellationToken)
    {
        await indexer.CommitAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        if (await IndexSource.FindAsync(scope.ServiceProvider, cancellationToken) is not { } source)
            return [];
        var documents = await source.DocumentsAsync(cancellationToken);
        var reports = new List<IndexReport>();
        foreach (var path in folder.Indexes)
        {
            var report = new IndexReport(Path.GetFileName(path), SearchIndex.IsLocked(path));
            try
            {
                // A file may go while its length is asked for.
                report = report with { Bytes = new DirectoryInfo(path).EnumerateFiles().Where(file => file.Exists).Sum(file => file.Length) };
                using var searcher = IndexSearcher.Open(documents.Schema, path);
                report = await ReportAsync(report, searcher, documents, source, compare, cancellationToken);
            }
            catch (DirectoryNotFoundException) when (!Directory.Exists(path))
            {
                // Another one took its place meanwhile.
                continue;
            }
            catch (DirectoryNotFoundException)
            {
                report = Unfinished(report);
            }
            catch (CorruptIndexException fault)
            {
                report = report with { Problem = fault.Message };
            }
            catch (ArgumentException)
            {
                report = report with { Problem = OtherDefinitions };
            }
            reports.Add(report);
        }
        return reports;
    }

    private static IndexReport Unfinished(IndexReport report) =>
        report with { Problem = report.IsOpen ? "It is being built." : "It was never finished. The site deletes it when it starts." };

    private static async Task<IndexReport> ReportAsync(
        IndexReport report, IndexSearcher searcher, ContentDocuments documents, IndexSource source, bool compare, CancellationToken cancellationToken)
    {
        if (searcher.CommittedData.Count == 0)
            return Unfinished(report);
        var place = BuiltIndex.PlaceOf(searcher.CommittedData);
        report = report with { Documents = searcher.DocCount, Change = place.Number };
        if (!BuiltIndex.IsMadeBy(searcher.CommittedData, documents.Fingerprint))
            return report with { Problem = OtherDefinitions };
        if (place != LogPlace.Start && !await source.HasAsync(place, cancellationToken))
            return report with { Problem = "It is of another database, or of this one before it was put back. The site builds it anew." };
        if (!compare)
            return report;
        searcher.CheckFiles();
        return report with { Difference = await DifferenceAsync(searcher, documents, source.Store, place, cancellationToken) };
    }

    private static async Task<IndexDifference> DifferenceAsync(
        IndexSearcher searcher, ContentDocuments documents, IContentStore store, LogPlace place, CancellationToken cancellationToken)
    {
        var indexed = searcher.Search(Query.All, new SearchOptions { Top = int.MaxValue }, cancellationToken).Hits
            .ToDictionary(hit => hit.Id, hit => hit.Fields[IndexFields.VersionId][0]);
        HashSet<string> missing = [], outdated = [];
        await foreach (var items in ArchiveIndexer.WalkAsync(store, [.. documents.IndexedTypes], cancellationToken))
        {
            foreach (var item in items)
            {
                if (!indexed.Remove(item.ContentItemId, out var version))
                    missing.Add(item.ContentItemId);
                else if (version != item.ContentItemVersionId)
                    outdated.Add(item.ContentItemId);
            }
        }
        // What changed after the commit is no difference: it comes from the change log.
        var later = new HashSet<string>();
        for (var number = place.Number; await store.ListChangesAsync(number, 1000, cancellationToken) is { Count: > 0 } changes; number = changes[^1].Number)
            later.UnionWith(changes.Select(change => change.ContentItemId));
        return new IndexDifference([.. missing.Except(later)], [.. outdated.Except(later)], [.. indexed.Keys.Except(later)]);
    }
}

/// <summary>What there is to say of an index.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="IsOpen">Whether a process has it open.</param>
public sealed record IndexReport(string Name, bool IsOpen)
{
    /// <summary>How large its files are.</summary>
    public long Bytes { get; init; }

    /// <summary>How many items it holds.</summary>
    public int Documents { get; init; }

    /// <summary>The number of the newest change that is in it.</summary>
    public long Change { get; init; }

    /// <summary>Why it can't be used; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>How it differs from the database, where it was compared.</summary>
    public IndexDifference? Difference { get; init; }

    /// <summary>Whether it can be used and holds what it should, as far as it was looked at.</summary>
    public bool IsSound => Problem is null && Difference is not { IsEmpty: false };
}

/// <summary>How an index differs from the database.</summary>
/// <param name="Missing">Published items that are not in the index: their ids.</param>
/// <param name="Outdated">Items of which the index has another version.</param>
/// <param name="Surplus">Items in the index that are not published.</param>
public sealed record IndexDifference(IReadOnlyList<string> Missing, IReadOnlyList<string> Outdated, IReadOnlyList<string> Surplus)
{
    /// <summary>Whether there is no difference.</summary>
    public bool IsEmpty => Missing.Count + Outdated.Count + Surplus.Count == 0;
}
