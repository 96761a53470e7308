using Mhg.Search.Searching;
using Mhg.Search.Store;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Indexing;

/// <summary>How far the building of an index has come.</summary>
/// <param name="Done">Items looked at.</param>
/// <param name="Total">Items to look at, as counted at its beginning.</param>
public sealed record IndexProgress(int Done, int Total);

/// <summary>
/// The index that this process searches. The database is the truth and the index is made from it; until one is whole there is none,
/// so that nobody takes a part of what there is for all of it.
/// </summary>
public sealed class ArchiveIndex(IndexSignal signal, ILogger<ArchiveIndex> logger)
{
    private readonly Lock _gate = new();
    private BuiltIndex? _current;
    private volatile IndexProgress? _progress;

    /// <summary>How far the building has come; null where none is built now.</summary>
    public IndexProgress? Progress => _progress;

    /// <summary>Whether an index is defined, as far as is known; it may be being built.</summary>
    public bool IsDefined { get; internal set; } = true;

    /// <summary>The index that is searched; null while the first one is being built, after one was found to be damaged, and where none is defined.</summary>
    internal BuiltIndex? Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
        set
        {
            lock (_gate)
                _current = value;
        }
    }

    /// <summary>Searches the index as it is now.</summary>
    /// <param name="search">What to do with a searcher, which is only valid meanwhile, and with how the documents were made.</param>
    /// <returns>What was found; null where there is no index, or it turned out to be damaged.</returns>
    public async Task<T?> SearchAsync<T>(Func<IndexSearcher, ContentDocuments, Task<T>> search) where T : class
    {
        ArgumentNullException.ThrowIfNull(search);
        BuiltIndex? index;
        IndexSearcher? searcher;
        // Not between the moment when an index is replaced and the one when it is closed.
        lock (_gate)
            (index, searcher) = (_current, _current?.Acquire());
        if (index is null || searcher is null)
            return null;
        using (searcher)
        {
            try
            {
                return await search(searcher, index.Documents);
            }
            catch (CorruptIndexException fault)
            {
                Drop(index, fault);
                return null;
            }
        }
    }

    /// <summary>Takes a damaged index out of use; the indexer builds another one.</summary>
    internal void Drop(BuiltIndex index, CorruptIndexException fault)
    {
        lock (_gate)
        {
            if (index.IsDamaged)
                return;
            index.IsDamaged = true;
            if (_current == index)
                _current = null;
        }
        logger.LogError("The search index is damaged and is built anew from the database. {Problem}", fault.Message);
        signal.Raise();
    }

    internal void Report(IndexProgress? progress) => _progress = progress;
}
