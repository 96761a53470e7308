using System.Runtime.InteropServices;
using Mhg.Search.Indexing;

namespace Mhg.Search.Store;

/// <summary>Which documents of a segment are alive, as a file.</summary>
internal static class LiveFile
{
    public static FileIdentity Write(string path, FixedBitSet live)
    {
        using var file = new FileWriter(path);
        file.Write(MemoryMarshal.AsBytes(live.Words));
        return file.Finish(FileKind.Live);
    }

    /// <exception cref="CorruptIndexException">The file is damaged, or another one.</exception>
    public static FixedBitSet Read(string path, int docs, FileIdentity expected)
    {
        using var file = new MappedFile(path, FileKind.Live, expected);
        var words = MemoryMarshal.Cast<byte, ulong>(file.Read(0, file.Length).Span);
        return words.Length == FixedBitSet.WordsFor(docs) ? new FixedBitSet(docs, words) : throw file.Damaged();
    }
}
