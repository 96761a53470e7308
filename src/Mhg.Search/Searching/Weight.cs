using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Searching;

/// <summary>A query made ready for one snapshot: terms are expanded and the statistics of the whole index are in.</summary>
/// <param name="query">The query.</param>
internal abstract class Weight(Query query)
{
    /// <summary>The query.</summary>
    public Query Query => query;

    /// <summary>Finds the matches in a segment, deleted documents included; null when there are none.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="segment">Its number in the snapshot.</param>
    /// <param name="buffers">What the search has for use.</param>
    public abstract Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers);

    /// <summary>Tells what a document's score comes from, or why the document does not match.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="segment">Its number in the snapshot.</param>
    /// <param name="doc">The document's number in the segment.</param>
    public abstract Explanation Explain(SegmentReader reader, int segment, int doc);
}
