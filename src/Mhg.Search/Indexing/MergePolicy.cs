namespace Mhg.Search.Indexing;

/// <summary>
/// Chooses neighbouring segments of like size, so that documents keep their order and every document is copied a
/// logarithmic number of times (after Lucene's LogDocMergePolicy).
/// </summary>
internal static class MergePolicy
{
    private const int SegmentsPerMerge = 8;
    private const int SmallestLevel = 64;

    /// <summary>The segments to merge next, or null when the index is in good order.</summary>
    public static Range? Choose(IReadOnlyList<SegmentReader> readers)
    {
        // Segments of lower levels behind those of this level go along, but only those of this level make a merge due.
        for (long level = SmallestLevel, below = -1; level <= int.MaxValue; below = level, level *= SegmentsPerMerge)
        {
            int first = readers.Count, due = 0;
            while (first > 0 && readers[first - 1].LiveCount <= level)
                if (readers[--first].LiveCount > below) due++;
            if (due >= SegmentsPerMerge) return first..readers.Count;
        }
        for (var i = 0; i < readers.Count; i++)
            if (readers[i].LiveCount * 3L < readers[i].Segment.DocCount * 2L) return i..(i + 1);
        return null;
    }
}
