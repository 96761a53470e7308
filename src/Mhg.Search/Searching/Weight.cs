using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>A query made ready for one snapshot: terms are expanded and the statistics of the whole index are in.</summary>
internal abstract class Weight
{
    /// <summary>The matches in a segment, deleted documents included, or null when there are none.</summary>
    public abstract Scorer? Scorer(SegmentReader reader);
}
