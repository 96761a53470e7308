using System.Collections.Frozen;
using Mhg.Search.Searching;
using Mhg.Search.Store;

namespace Mhg.Search.Indexing;

/// <summary>
/// A full-text index in a directory, for its one writer. One thread at a time writes (others wait), any number reads: readers
/// get steady snapshots, and what was written is seen by searchers acquired after <see cref="Refresh"/>. What was written
/// survives the end of the process after <see cref="Commit"/>.
/// </summary>
public sealed class SearchIndex : IDisposable
{
    /// <summary>Past this many segments a refresh and a commit wait for the merge under way, or a busy writer would outrun it.</summary>
    internal const int SegmentsBeforeWaiting = 64;

    private readonly Lock gate = new();
    private readonly IndexDirectory directory;
    private readonly List<SegmentReader> unseen = [];
    private readonly HashSet<string> changedSinceFlush = new(StringComparer.Ordinal);
    private readonly HashSet<string> changedSinceRefresh = new(StringComparer.Ordinal);
    private readonly Dictionary<FixedBitSet, FileIdentity> liveFiles = [];
    private SegmentBuilder builder;
    private volatile IndexSnapshot snapshot;
    private Task merging = Task.CompletedTask;
    // The file that a merge is writing, which no snapshot has yet.
    private string? mergeTarget;
    private bool disposed;

    /// <summary>Opens the index in a directory as it was last committed, or makes an empty one.</summary>
    /// <param name="schema">The fields.</param>
    /// <param name="path">The directory.</param>
    /// <exception cref="IndexLockedException">Another writer has the index open.</exception>
    /// <exception cref="CorruptIndexException">A file is damaged, missing, or of another format.</exception>
    /// <exception cref="ArgumentException">The index was made with other kinds of fields.</exception>
    public SearchIndex(IndexSchema schema, string path)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Schema = schema;
        builder = new SegmentBuilder(schema);
        directory = new IndexDirectory(path);
        try
        {
            var commit = CommitPoint.Read(path);
            snapshot = Open(schema, path, commit);
            CommittedData = commit?.Data ?? FrozenDictionary<string, string>.Empty;
            if (commit is null) directory.Commit([], liveFiles, schema.Kinds, CommittedData);
            else directory.Continue(commit);
            foreach (var (reader, segment) in snapshot.Readers.Zip(commit?.Segments ?? []))
                if (segment.LiveFile is { } live) liveFiles.Add(reader.Live, live);
        }
        catch
        {
            snapshot?.Release();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>The fields.</summary>
    public IndexSchema Schema { get; }

    /// <summary>What was given to the last <see cref="Commit"/>.</summary>
    public IReadOnlyDictionary<string, string> CommittedData { get; private set; }

    /// <summary>After how many tokens a run of updates is cut into segments: what is gathered takes about 20 bytes a token.</summary>
    internal int TokensBeforeFlush { get; init; } = 8_000_000;

    /// <summary>Whether a writer, of this or another process, has the index in a directory open.</summary>
    public static bool IsLocked(string path) => IndexDirectory.IsLocked(path);

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
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            ShowAll();
        }
        LetMergesFollow();
    }

    /// <summary>Refreshes, and makes everything written so far durable: when this returns, it survives a loss of power.</summary>
    /// <param name="data">What is to be kept with it, for instance up to where a source was read; null keeps what was given last.</param>
    public void Commit(IReadOnlyDictionary<string, string>? data = null)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            ShowAll();
            CommittedData = data is null ? CommittedData : data.ToFrozenDictionary(StringComparer.Ordinal);
            directory.Commit(snapshot.Readers, liveFiles, Schema.Kinds, CommittedData);
            DeleteUnused();
        }
        LetMergesFollow();
    }

    /// <summary>A searcher over the index as of the last <see cref="Refresh"/>. Dispose it after use.</summary>
    public IndexSearcher Acquire()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var current = snapshot;
            if (current.TryHold()) return new IndexSearcher(Schema, current);
        }
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
                ObjectDisposedException.ThrowIf(disposed, this);
                busy = merging;
                if (busy.IsCompleted)
                {
                    var readers = snapshot.Readers;
                    if (readers.Length > 1 || readers is [{ HasDeletions: true }]) Merge(readers);
                    return;
                }
            }
            busy.GetAwaiter().GetResult();
        }
    }

    /// <summary>Ends the index; what was not committed is gone. Searchers that were acquired before go on working.</summary>
    public void Dispose()
    {
        Task busy;
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            busy = merging;
        }
        // A merge that failed takes nothing from the index.
        Task.WaitAny(busy);
        snapshot.Release();
        foreach (var reader in unseen) reader.Segment.Dispose();
        directory.DeleteAllBut(FrozenSet<string>.Empty);
        directory.Dispose();
    }

    /// <summary>The snapshot of a commit, which the caller holds.</summary>
    internal static IndexSnapshot Open(IndexSchema schema, string path, CommitPoint? commit)
    {
        if (commit is null) return new IndexSnapshot([]);
        foreach (var (name, kind) in commit.Fields)
            if (schema.Kinds.TryGetValue(name, out var wanted) && wanted != kind)
                throw new ArgumentException($"The index in {path} has '{name}' as {kind}, and not as {wanted}. It has to be built anew.", nameof(schema));
        var readers = IndexDirectory.Open(path, commit);
        var snapshot = new IndexSnapshot(readers);
        // From now on the snapshot is the only holder.
        foreach (var reader in readers) reader.Segment.Dispose();
        return snapshot;
    }

    private void ShowAll()
    {
        Flush();
        if (changedSinceRefresh.Count == 0) return;
        var readers = snapshot.Readers.ToList();
        Delete(changedSinceRefresh, readers);
        readers.AddRange(unseen);
        changedSinceRefresh.Clear();
        readers.RemoveAll(reader => reader.LiveCount == 0);
        Show(readers);
        foreach (var reader in unseen) reader.Segment.Dispose();
        unseen.Clear();
        MergeInBackground();
    }

    private void Show(IReadOnlyList<SegmentReader> readers)
    {
        var before = snapshot;
        snapshot = new IndexSnapshot([.. readers]);
        before.Release();
    }

    /// <summary>Makes a segment of what was gathered; it is seen after the next refresh.</summary>
    private void Flush()
    {
        Delete(changedSinceFlush, unseen);
        if (builder.DocCount > 0)
        {
            var path = directory.NewSegment();
            var live = builder.Write(path);
            unseen.Add(new SegmentReader(new Segment(path), live));
            builder = new SegmentBuilder(Schema);
        }
        changedSinceRefresh.UnionWith(changedSinceFlush);
        changedSinceFlush.Clear();
    }

    private static void Delete(HashSet<string> ids, List<SegmentReader> readers)
    {
        var postings = new Postings();
        for (var i = 0; i < readers.Count; i++)
        {
            if (!readers[i].Segment.Inverted.TryGetValue(IndexSchema.IdField, out var field)) continue;
            FixedBitSet? live = null;
            foreach (var id in ids)
            {
                if (!field.TryOpen(postings, id)) continue;
                // Of the documents with one id at most one is alive.
                for (var doc = postings.Advance(0); doc != Postings.End; doc = postings.Advance(doc + 1))
                    if (readers[i].Live[doc]) (live ??= readers[i].Live.Clone()).Clear(doc);
            }
            if (live is not null) readers[i] = new SegmentReader(readers[i].Segment, live);
        }
    }

    private void MergeInBackground()
    {
        if (disposed || !merging.IsCompleted || MergePolicy.Choose(snapshot.Readers) is not { } range) return;
        var inputs = snapshot.Readers[range];
        foreach (var input in inputs) input.Segment.Hold();
        merging = Task.Run(() =>
        {
            try
            {
                Merge(inputs);
            }
            finally
            {
                foreach (var input in inputs) input.Segment.Dispose();
            }
            lock (gate)
            {
                merging = Task.CompletedTask;
                MergeInBackground();
            }
        });
    }

    private void LetMergesFollow()
    {
        Task busy;
        lock (gate) busy = snapshot.Readers.Length > SegmentsBeforeWaiting ? merging : Task.CompletedTask;
        // A merge that failed takes nothing from what was written; the next change tries again.
        Task.WaitAny(busy);
    }

    private void Merge(SegmentReader[] inputs)
    {
        var path = directory.NewSegment();
        lock (gate) mergeTarget = Path.GetFileName(path);
        var newNumbers = SegmentMerger.Merge(inputs, path);
        var segment = new Segment(path);
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
            var merged = new SegmentReader(segment, live);
            if (at >= 0)
            {
                if (merged.LiveCount > 0) readers.Insert(at, merged);
                Show(readers);
            }
            segment.Dispose();
            mergeTarget = null;
            DeleteUnused();
        }
    }

    /// <summary>Deletes the files that neither the last commit nor the index as it is needs.</summary>
    private void DeleteUnused()
    {
        var live = snapshot.Readers.Select(reader => reader.Live).ToHashSet();
        foreach (var set in liveFiles.Keys.Where(set => !live.Contains(set)).ToList()) liveFiles.Remove(set);
        var used = snapshot.Readers.Concat(unseen).Select(reader => reader.Segment.File.Name)
            .Concat(liveFiles.Values.Select(file => file.Name)).ToHashSet(StringComparer.Ordinal);
        if (mergeTarget is not null) used.Add(mergeTarget);
        directory.DeleteAllBut(used);
    }
}
