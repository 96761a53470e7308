using System.Text;

namespace Mhg.Search.Store;

/// <summary>A segment that belongs to an index.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="LiveFile">The name of the file that tells which of its documents are alive; empty when all are.</param>
internal readonly record struct CommittedSegment(string File, string LiveFile);

/// <summary>
/// The index as it was last made durable: one small file, which is replaced as a whole, so that there is always either the
/// one before or the new one.
/// </summary>
/// <param name="Segments">The segments in the order of their documents.</param>
/// <param name="Fields">The kinds of the schema's fields by name.</param>
/// <param name="Data">What the writer wanted to keep with the index.</param>
internal sealed record CommitPoint(
    IReadOnlyList<CommittedSegment> Segments, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Data)
{
    public const string FileName = "commit";
    private const string NewFileName = "commit.new";

    /// <summary>Reads the commit of an index; null when nothing was ever committed.</summary>
    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public static CommitPoint? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) return null;
        using var file = new MappedFile(path, FileKind.Commit);
        var bytes = file.Read(0, file.Length).Span;
        var at = 0;
        var segments = new CommittedSegment[Varint.ReadInt32(bytes, ref at)];
        for (var i = 0; i < segments.Length; i++) segments[i] = new(ReadString(bytes, ref at), ReadString(bytes, ref at));
        return new CommitPoint(segments, ReadPairs(bytes, ref at), ReadPairs(bytes, ref at));
    }

    /// <summary>Replaces the commit of an index. The segments' files have to be on the disk before.</summary>
    public void Write(string directory)
    {
        var path = Path.Combine(directory, NewFileName);
        using (var file = new FileWriter(path))
        {
            file.WriteVarint((ulong)Segments.Count);
            foreach (var segment in Segments)
            {
                file.WriteString(segment.File);
                file.WriteString(segment.LiveFile);
            }
            foreach (var pairs in new[] { Fields, Data })
            {
                file.WriteVarint((ulong)pairs.Count);
                foreach (var (key, value) in pairs)
                {
                    file.WriteString(key);
                    file.WriteString(value);
                }
            }
            file.Finish(FileKind.Commit);
        }
        DurableFile.Sync(path);
        File.Move(path, Path.Combine(directory, FileName), overwrite: true);
        DurableFile.SyncDirectory(directory);
    }

    private static Dictionary<string, string> ReadPairs(ReadOnlySpan<byte> bytes, ref int at)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = Varint.ReadInt32(bytes, ref at); count > 0; count--) pairs.Add(ReadString(bytes, ref at), ReadString(bytes, ref at));
        return pairs;
    }

    private static string ReadString(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = Varint.ReadInt32(bytes, ref at);
        at += length;
        return Encoding.UTF8.GetString(bytes.Slice(at - length, length));
    }
}
