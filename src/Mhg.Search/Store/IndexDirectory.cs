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
    private long number;

    /// <summary>Takes the directory, and makes it when it is not there. The system gives up the lock of a process that ends, however it ends.</summary>
    /// <exception cref="IndexLockedException">Another writer has it.</exception>
    public IndexDirectory(string path)
    {
        this.path = path;
        Directory.CreateDirectory(path);
        try
        {
            writeLock = Lock(path, FileMode.OpenOrCreate);
        }
        catch (IOException fault)
        {
            throw new IndexLockedException(path, fault);
        }
        foreach (var file in Files())
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

    /// <summary>The path of a file.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>A path for a new segment.</summary>
    public string NewSegment() => PathOf(Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture) + SegmentExtension);

    /// <summary>Opens the segments of a commit; the caller holds them.</summary>
    /// <exception cref="CorruptIndexException">A file is damaged or missing.</exception>
    public static SegmentReader[] Open(string path, CommitPoint commit)
    {
        var readers = new List<SegmentReader>();
        try
        {
            foreach (var (file, liveFile) in commit.Segments)
            {
                var segment = new Segment(Path.Combine(path, file));
                readers.Add(new SegmentReader(segment, FixedBitSet.Full(segment.DocCount)));
                if (liveFile.Length > 0) readers[^1] = new SegmentReader(segment, LiveFile.Read(Path.Combine(path, liveFile), segment.DocCount));
            }
            return [.. readers];
        }
        catch
        {
            foreach (var reader in readers) reader.Segment.Dispose();
            throw;
        }
    }

    /// <summary>Makes a state of the index durable: when this returns, it survives a loss of power.</summary>
    /// <param name="readers">The segments, and the live files of those that have one already; a segment with deletions that has none gets one.</param>
    /// <param name="liveFiles">The file that holds each set of live documents.</param>
    /// <param name="fields">The kinds of the schema's fields.</param>
    /// <param name="data">What the writer wants to keep with it.</param>
    public void Commit(
        IReadOnlyList<SegmentReader> readers, Dictionary<FixedBitSet, string> liveFiles, IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> data)
    {
        var segments = new List<CommittedSegment>();
        foreach (var (segment, live) in readers)
        {
            var liveFile = "";
            if (live.Count() < segment.DocCount && !liveFiles.TryGetValue(live, out liveFile))
            {
                liveFile = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture) + LiveExtension;
                LiveFile.Write(PathOf(liveFile), live);
                liveFiles.Add(live, liveFile);
            }
            segments.Add(new(segment.FileName, liveFile!));
        }
        foreach (var file in segments.SelectMany(segment => new[] { segment.File, segment.LiveFile }).Where(file => file.Length > 0))
        {
            if (durable.Contains(file)) continue;
            DurableFile.Sync(PathOf(file));
            durable.Add(file);
        }
        DurableFile.SyncDirectory(path);
        new CommitPoint(segments, fields, data).Write(path);
    }

    /// <summary>Deletes all segments and live files but some.</summary>
    public void DeleteAllBut(IReadOnlySet<string> used)
    {
        foreach (var file in Files())
        {
            var name = Path.GetFileName(file);
            if (used.Contains(name)) continue;
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

    private static FileStream Lock(string path, FileMode mode) => new(Path.Combine(path, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    // Somebody may have deleted the directory under a writer, which still has to end well.
    private IEnumerable<string> Files() => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*" + SegmentExtension).Concat(Directory.EnumerateFiles(path, "*" + LiveExtension))
        : [];
}
