using Mhg.Search.Searching;

namespace Mhg.Search.Indexing;

/// <summary>
/// A full-text index in memory. One thread at a time writes (others wait), any number reads: readers get immutable
/// snapshots, and what was written is seen by searchers acquired after <see cref="Refresh"/>.
/// </summary>
/// <param name="schema">The fields.</param>
public sealed class SearchIndex(IndexSchema schema) : IDisposable
{
    // Past this many segments a refresh waits for the merge under way, or a busy writer would outrun it.
    private const int SegmentsBeforeWaiting = 64;

    private readonly Lock gate = new();
    private readonly List<SegmentReader> unseen = [];
    private readonly HashSet<string> changedSinceFlush = new(StringComparer.Ordinal);
    private readonly HashSet<string> changedSinceRefresh = new(StringComparer.Ordinal);
    private SegmentBuilder builder = new(schema);
    private volatile IndexSnapshot snapshot = IndexSnapshot.Empty;
    private Task merging = Task.CompletedTask;
    private bool disposed;

    /// <summary>The fields.</summary>
    public IndexSchema Schema { get; } = schema ?? throw new ArgumentNullException(nameof(schema));

    /// <summary>After how many tokens a run of updates is cut into segments: what is gathered takes several times the memory of a segment.</summary>
    internal int TokensBeforeFlush { get; init; } = 2_000_000;

    /// <summary>Adds a document, or replaces the one with its id.</summary>
    /// <exception cref="ArgumentException">A field is unknown or a value can't be read; the index is as before.</exception>
    public void Update(SearchDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            builder.Add(document);
            changedSinceFlush.Add(document.Id);
            if (builder.TokenCount > TokensBeforeFlush) Flush();
        }
    }

    /// <summary>Deletes the document with this id, if there is one.</summary>
    public void Delete(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            builder.Delete(id);
            changedSinceFlush.Add(id);
        }
    }

    /// <summary>Makes everything written so far visible to searchers acquired from now on.</summary>
    public void Refresh()
    {
        Task busy;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            Flush();
            if (changedSinceRefresh.Count == 0) return;
            var readers = snapshot.Readers.ToList();
            Delete(changedSinceRefresh, readers);
            readers.AddRange(unseen);
            unseen.Clear();
            changedSinceRefresh.Clear();
            readers.RemoveAll(reader => reader.LiveCount == 0);
            snapshot = new IndexSnapshot([.. readers]);
            MergeInBackground();
            busy = readers.Count > SegmentsBeforeWaiting ? merging : Task.CompletedTask;
        }
        busy.Wait();
    }

    /// <summary>A searcher over the index as of the last <see cref="Refresh"/>. Dispose it after use.</summary>
    public IndexSearcher Acquire()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return new IndexSearcher(Schema, snapshot);
    }

    /// <summary>Refreshes and merges everything into one segment, after which deleted documents count in no statistics.</summary>
    public void ForceMerge()
    {
        Refresh();
        while (true)
        {
            Task busy;
            lock (gate)
            {
                busy = merging;
                if (busy.IsCompleted)
                {
                    var readers = snapshot.Readers;
                    if (readers.Length > 1 || readers is [{ HasDeletions: true }]) Merge(readers);
                    return;
                }
            }
            busy.Wait();
        }
    }

    /// <summary>Ends the index; searchers that were acquired before go on working.</summary>
    public void Dispose()
    {
        Task busy;
        lock (gate)
        {
            disposed = true;
            busy = merging;
        }
        busy.Wait();
    }

    /// <summary>Makes a segment of what was gathered; it is seen after the next refresh.</summary>
    private void Flush()
    {
        Delete(changedSinceFlush, unseen);
        if (builder.DocCount > 0)
        {
            var (segment, live) = builder.Build();
            unseen.Add(new SegmentReader(segment, live));
            builder = new SegmentBuilder(Schema);
        }
        changedSinceRefresh.UnionWith(changedSinceFlush);
        changedSinceFlush.Clear();
    }

    private static void Delete(HashSet<string> ids, List<SegmentReader> readers)
    {
        for (var i = 0; i < readers.Count; i++)
        {
            FixedBitSet? live = null;
            foreach (var id in ids)
            {
                foreach (var doc in readers[i].Segment.WithId(id))
                    if (readers[i].Live[doc]) (live ??= readers[i].Live.Clone()).Clear(doc);
            }
            if (live is not null) readers[i] = new SegmentReader(readers[i].Segment, live);
        }
    }

    private void MergeInBackground()
    {
        if (disposed || !merging.IsCompleted || MergePolicy.Choose(snapshot.Readers) is not { } range) return;
        var inputs = snapshot.Readers[range];
        merging = Task.Run(() =>
        {
            Merge(inputs);
            lock (gate)
            {
                merging = Task.CompletedTask;
                MergeInBackground();
            }
        });
    }

    private void Merge(SegmentReader[] inputs)
    {
        var (segment, newNumbers) = SegmentMerger.Merge(inputs);
        lock (gate)
        {
            var readers = snapshot.Readers.ToList();
            var live = FixedBitSet.Full(segment.DocCount);
            var at = -1;
            for (var i = 0; i < inputs.Length; i++)
            {
                var now = readers.FindIndex(reader => reader.Segment == inputs[i].Segment);
                // What was deleted while the merge ran is deleted in its result too; a segment may be gone altogether.
                for (var doc = 0; doc < newNumbers[i].Length; doc++)
                    if (newNumbers[i][doc] >= 0 && (now < 0 || !readers[now].Live[doc])) live.Clear(newNumbers[i][doc]);
                if (now < 0) continue;
                if (at < 0) at = now;
                readers.RemoveAt(now);
            }
            if (at < 0) return;
            var merged = new SegmentReader(segment, live);
            if (merged.LiveCount > 0) readers.Insert(at, merged);
            snapshot = new IndexSnapshot([.. readers]);
        }
    }
}
