using Mhg.Search.Indexing;

namespace Mhg.Archive.Indexing;

/// <summary>A whole index that can be searched.</summary>
/// <param name="Index">The index.</param>
/// <param name="Documents">How its documents were made, and their fields.</param>
/// <param name="Change">The number of the newest change that is in it.</param>
public sealed record BuiltIndex(SearchIndex Index, ContentDocuments Documents, long Change);

/// <summary>How far the building of an index has come.</summary>
/// <param name="Done">Items looked at.</param>
/// <param name="Total">Items to look at, as counted at its beginning.</param>
public sealed record IndexProgress(int Done, int Total);

/// <summary>
/// The index of this process. The database is the truth: the index lives in memory and is built from the database at start, while
/// the site serves. Until it is whole there is none, so that nobody takes a part of what there is for all of it.
/// </summary>
public sealed class ArchiveIndex
{
    private volatile BuiltIndex? _current;
    private volatile IndexProgress? _progress;

    /// <summary>The index to search; null while the first one is being built, and where none is defined.</summary>
    public BuiltIndex? Current => _current;

    /// <summary>How far the building has come; null where none is built now.</summary>
    public IndexProgress? Progress => _progress;

    /// <summary>Whether an index is defined, as far as is known; it may be being built.</summary>
    public bool IsDefined { get; internal set; } = true;

    // An index that is replaced is left to the garbage collector: searches that began on it go on to their end.
    internal void Replace(BuiltIndex? index) => _current = index;

    internal void Report(IndexProgress? progress) => _progress = progress;
}
