using Mhg.Search.Store;

namespace Mhg.Search.Indexing;

/// <summary>A segment as one snapshot sees it.</summary>
/// <param name="Segment">The documents.</param>
/// <param name="Live">Which of them are alive; never changed once a reader holds it.</param>
internal sealed record SegmentReader(Segment Segment, FixedBitSet Live)
{
    public int LiveCount { get; } = Live.Count();

    public bool HasDeletions => LiveCount < Segment.DocCount;
}
