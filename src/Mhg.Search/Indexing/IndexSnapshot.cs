namespace Mhg.Search.Indexing;

/// <summary>The index at one moment: segments in the order in which their documents were added.</summary>
internal sealed class IndexSnapshot
{
    public static readonly IndexSnapshot Empty = new([]);

    public IndexSnapshot(SegmentReader[] readers)
    {
        Readers = readers;
        DocBases = new int[readers.Length];
        for (var i = 0; i < readers.Length; i++)
        {
            DocBases[i] = MaxDoc;
            MaxDoc += readers[i].Segment.DocCount;
            LiveCount += readers[i].LiveCount;
        }
    }

    public SegmentReader[] Readers { get; }

    /// <summary>For each segment the number of its first document in the whole index.</summary>
    public int[] DocBases { get; }

    public int MaxDoc { get; }

    public int LiveCount { get; }
}
