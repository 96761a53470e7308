using System.Collections.Concurrent;
using Mhg.Search.Searching;

namespace Mhg.Search.Indexing;

/// <summary>The index at one moment: segments in the order in which their documents were added. Holds them until it is released by all who hold it.</summary>
internal sealed class IndexSnapshot
{
    private readonly ConcurrentDictionary<string, FieldStatistics> statistics = new(StringComparer.Ordinal);
    private int holders = 1;

    /// <summary>Makes a snapshot, which the caller holds.</summary>
    public IndexSnapshot(SegmentReader[] readers)
    {
        Readers = readers;
        DocBases = new int[readers.Length];
        for (var i = 0; i < readers.Length; i++)
        {
            DocBases[i] = MaxDoc;
            MaxDoc += readers[i].Segment.DocCount;
            LiveCount += readers[i].LiveCount;
            readers[i].Segment.Hold();
        }
    }

    public SegmentReader[] Readers { get; }

    /// <summary>For each segment the number of its first document in the whole index.</summary>
    public int[] DocBases { get; }

    public int MaxDoc { get; }

    public int LiveCount { get; }

    /// <summary>The statistics of a field over the whole index.</summary>
    public FieldStatistics Statistics(string field) => statistics.GetOrAdd(field, static (name, readers) =>
    {
        var (docs, tokens) = (0, 0L);
        foreach (var reader in readers)
        {
            if (!reader.Segment.Inverted.TryGetValue(name, out var inverted)) continue;
            docs += inverted.DocCount;
            tokens += inverted.TotalFrequency;
        }
        return new FieldStatistics(docs, tokens);
    }, Readers);

    /// <summary>Holds the snapshot, unless it is gone already.</summary>
    public bool TryHold()
    {
        for (var seen = Volatile.Read(ref holders); seen > 0; seen = Volatile.Read(ref holders))
            if (Interlocked.CompareExchange(ref holders, seen + 1, seen) == seen) return true;
        return false;
    }

    /// <summary>Gives up one hold.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) > 0) return;
        foreach (var reader in Readers) reader.Segment.Dispose();
    }
}
