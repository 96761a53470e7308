using System.Runtime.InteropServices;
using Mhg.Search.Indexing;

namespace Mhg.Search.Store;

/// <summary>Which documents of a segment are alive, as a file.</summary>
internal static class LiveFile
{
    public static void Write(string path, FixedBitSet live)
    {
        using var file = new FileWriter(path);
        file.Write(MemoryMarshal.AsBytes(live.Words));
        file.Finish(FileKind.Live);
    }

    /// <exception cref="CorruptIndexException">The file is damaged.</exception>
    public static FixedBitSet Read(string path, int docs)
    {
        using var file = new MappedFile(path, FileKind.Live);
        var words = MemoryMarshal.Cast<byte, ulong>(file.Read(0, file.Length).Span);
        return words.Length == FixedBitSet.WordsFor(docs) ? new FixedBitSet(docs, words) : throw file.Damaged();
    }
}
