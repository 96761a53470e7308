using System.Globalization;
using Mhg.Search.Indexing;

namespace Mhg.Search.Store;

/// <summary>The directory of an index, held by its one writer.</summary>
internal sealed class IndexDirectory : IDisposable
{
    private const string LockName = "write.lock";
    private const string SegmentExtension = ".segment";
    private const string LiveExtension = ".live";

    private readonly string path;
    private readonly FileStream writeLock;
    private readonly HashSet<string> durable = new(StringComparer.Ordinal);
    // What the commit on the disk needs; after a commit that failed, what either that one or the one before needs.
    private readonly HashSet<string> committed = new(StringComparer.Ordinal);
    private long number;

    /// <summary>Takes the directory, and makes it when it is not there. The system gives up the lock of a process that ends, however it ends.</summary>
    /// <exception cref="IndexLockedException">Another writer has it.</exception>
    public IndexDirectory(string path)
    {
        this.path = path;
        Create(Path.GetFullPath(path));
        try
        {
            writeLock = Lock(path, FileMode.OpenOrCreate);
        }
        catch (IOException fault)
        {
            throw new IndexLockedException(path, fault);
        }
        foreach (var file in Files(path))
            if (long.TryParse(Path.GetFileName(file).Split('.', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var used))
                number = Math.Max(number, used);
    }

    /// <summary>Whether somebody has the directory.</summary>
    public static bool IsLocked(string path)
    {
        try
        {
            using var free = Lock(path, FileMode.Open);
            return false;
        }
        catch (IOException fault)
        {
            return fault is not (FileNotFoundException or DirectoryNotFoundException);
        }
    }

    /// <summary>A path for a new segment.</summary>
    public string NewSegment() => NewFile(SegmentExtension);

    /// <summary>Opens the segments of a commit; the caller holds them.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged or missing.</exception>
    public static SegmentReader[] Open(string path, CommitPoint commit)
    {
        var readers = new List<SegmentReader>();
        try
        {
            foreach (var (file, liveFile) in commit.Segments)
            {
                var segment = new Segment(Path.Combine(path, file.Name), file);
                readers.Add(new SegmentReader(segment, FixedBitSet.Full(segment.DocCount)));
                if (liveFile is { } live) readers[^1] = new SegmentReader(segment, LiveFile.Read(Path.Combine(path, live.Name), segment.DocCount, live));
            }
            return [.. readers];
        }
        catch
        {
            foreach (var reader in readers) reader.Segment.Dispose();
            throw;
        }
    }

    /// <summary>Goes on from a commit: keeps its files, and deletes what a writer that did not come to its end has left.</summary>
    public void Continue(CommitPoint commit)
    {
        committed.UnionWith(commit.Files);
        durable.UnionWith(commit.Files);
        File.Delete(PathOf(CommitPoint.NewFileName));
        DeleteAllBut(committed);
    }

    /// <summary>Makes a state of the index durable: when this returns, it survives a loss of power.</summary>
    /// <param name="readers">The segments, and the live files of those that have one already; a segment with deletions that has none gets one.</param>
    /// <param name="liveFiles">The file that holds each set of live documents.</param>
    /// <param name="fields">The kinds of the schema's fields.</param>
    /// <param name="data">What the writer wants to keep with it.</param>
    public void Commit(
        IReadOnlyList<SegmentReader> readers, Dictionary<FixedBitSet, FileIdentity> liveFiles, IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> data)
    {
        var segments = new List<CommittedSegment>(readers.Count);
        foreach (var reader in readers)
        {
            FileIdentity? liveFile = null;
            if (reader.HasDeletions)
            {
                if (!liveFiles.TryGetValue(reader.Live, out var written))
                {
                    written = LiveFile.Write(NewFile(LiveExtension), reader.Live);
                    liveFiles.Add(reader.Live, written);
                }
                liveFile = written;
            }
            segments.Add(new(reader.Segment.File, liveFile));
        }
        var commit = new CommitPoint(segments, fields, data);
        foreach (var file in commit.Files)
        {
            if (durable.Contains(file)) continue;
            DurableFile.Sync(PathOf(file));
            durable.Add(file);
        }
        DurableFile.SyncDirectory(path);
        committed.UnionWith(commit.Files);
        commit.Write(path);
        committed.IntersectWith(commit.Files);
    }

    /// <summary>Deletes all segments and live files but those that are in use or belong to the last commit.</summary>
    public void DeleteAllBut(IReadOnlySet<string> used)
    {
        foreach (var file in Files(path))
        {
            var name = Path.GetFileName(file);
            if (used.Contains(name) || committed.Contains(name)) continue;
            try
            {
                File.Delete(file);
                durable.Remove(name);
            }
            catch (IOException)
            {
                // Windows keeps a file as long as somebody reads it; it goes at a later time.
            }
        }
    }

    public void Dispose() => writeLock.Dispose();

    /// <summary>The paths of the segments and live files in a directory.</summary>
    public static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*" + SegmentExtension).Concat(Directory.EnumerateFiles(path, "*" + LiveExtension))
        : [];

    private static FileStream Lock(string path, FileMode mode) => new(Path.Combine(path, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    // A directory is there after a loss of power when the one above it was synced.
    private static void Create(string path)
    {
        if (Directory.Exists(path) || Path.GetDirectoryName(path) is not { } parent) return;
        Create(parent);
        Directory.CreateDirectory(path);
        DurableFile.SyncDirectory(parent);
    }

    private string NewFile(string extension) => PathOf(Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture) + extension);

    private string PathOf(string name) => Path.Combine(path, name);
}
