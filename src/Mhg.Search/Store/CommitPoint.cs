using System.Buffers.Binary;
using System.Text;

namespace Mhg.Search.Store;

/// <summary>A segment that belongs to an index.</summary>
/// <param name="File">Its file.</param>
/// <param name="LiveFile">The file that tells which of its documents are alive; null when all are.</param>
internal readonly record struct CommittedSegment(FileIdentity File, FileIdentity? LiveFile);

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
    public const string NewFileName = "commit.new";

    /// <summary>The names of all files that belong to the index.</summary>
    public IEnumerable<string> Files => Segments.SelectMany(segment =>
        segment.LiveFile is { } live ? new[] { segment.File.Name, live.Name } : [segment.File.Name]);

    /// <summary>Reads the commit of an index; null when there is no index.</summary>
    /// <exception cref="CorruptIndexException">The file is damaged or, though there are others of the index, missing.</exception>
    public static CommitPoint? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        // A new index is committed before it gets its first segment, so where there are segments there is a commit.
        var exists = IndexDirectory.Files(directory).Any();
        if (!File.Exists(path)) return exists ? throw new CorruptIndexException(path, "The file is missing.") : null;
        using var file = new MappedFile(path, FileKind.Commit);
        var bytes = file.Read(0, file.Length).Span;
        var at = 0;
        var segments = new CommittedSegment[Varint.ReadInt32(bytes, ref at)];
        for (var i = 0; i < segments.Length; i++) segments[i] = new(ReadFile(bytes, ref at)!.Value, ReadFile(bytes, ref at));
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
                Write(file, segment.File);
                Write(file, segment.LiveFile);
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

    private static void Write(FileWriter target, FileIdentity? file)
    {
        target.WriteString(file?.Name ?? "");
        if (file is null) return;
        target.WriteVarint((ulong)file.Value.Length);
        target.WriteUInt32(file.Value.Checksum);
    }

    private static FileIdentity? ReadFile(ReadOnlySpan<byte> bytes, ref int at)
    {
        var name = ReadString(bytes, ref at);
        if (name.Length == 0) return null;
        var length = Varint.ReadInt64(bytes, ref at);
        at += sizeof(uint);
        return new FileIdentity(name, length, BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at - sizeof(uint))..]));
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
