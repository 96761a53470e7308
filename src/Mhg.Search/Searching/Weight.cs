using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>A query made ready for one snapshot: terms are expanded and the statistics of the whole index are in.</summary>
internal abstract class Weight
{
    /// <summary>Finds the matches in a segment, deleted documents included; null when there are none.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="segment">Its number in the snapshot.</param>
    /// <param name="buffers">What the search has for use.</param>
    public abstract Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers);
}
