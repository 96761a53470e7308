using System.Buffers.Binary;
using System.Text;

namespace Mhg.Search.Store;

/// <summary>The terms of one field in one segment, numbered from 0 in the order of their UTF-8 bytes, which is that of code points.</summary>
/// <param name="blocks">Blocks of terms, as <see cref="TermDictionaryWriter"/> makes them.</param>
/// <param name="starts">Where each block begins.</param>
/// <param name="count">How many terms there are.</param>
/// <param name="hasPositions">Whether terms may occur several times in a document.</param>
internal sealed class TermDictionary(MappedBytes blocks, MappedBytes starts, int count, bool hasPositions)
{
    /// <summary>How many terms there are.</summary>
    public int Count => count;

    /// <summary>How many blocks they are in.</summary>
    public int BlockCount => starts.Length / sizeof(uint);

    /// <summary>A block of terms.</summary>
    public TermBlock this[int block]
    {
        get
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(starts.Span[(block * sizeof(uint))..]);
            return new TermBlock(blocks.Span[(int)start..], Math.Min(TermDictionaryWriter.BlockSize, count - block * TermDictionaryWriter.BlockSize), hasPositions);
        }
    }

    /// <summary>Finds the postings of a term.</summary>
    public bool TryFind(ReadOnlySpan<byte> term, out PostingsEntry postings)
    {
        postings = default;
        if (count == 0) return false;
        var block = this[FindBlock(term, 0)];
        // How much of the term wanted is the same as in the term before the current one, which is less.
        var same = 0;
        var at = block.Start;
        for (var i = 0; i < block.Count; i++)
        {
            var rest = block.Next(ref at, out var shared);
            if (shared > same) continue;
            var common = rest.CommonPrefixLength(term[shared..]);
            same = shared + common;
            if (common == rest.Length && same == term.Length)
            {
                postings = block.Postings(i);
                return true;
            }
            if (common < rest.Length && (same == term.Length || rest[common] > term[same])) return false;
        }
        return false;
    }

    /// <summary>The last block whose first term is not behind <paramref name="term"/>, from <paramref name="from"/> on; or <paramref name="from"/>.</summary>
    public int FindBlock(ReadOnlySpan<byte> term, int from)
    {
        var (low, high) = (from, BlockCount - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (this[middle].First.SequenceCompareTo(term) <= 0) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>The term with a number.</summary>
    public string TermAt(int number)
    {
        var block = this[number / TermDictionaryWriter.BlockSize];
        Span<byte> term = stackalloc byte[256];
        var (at, length) = (block.Start, 0);
        for (var i = number % TermDictionaryWriter.BlockSize; i >= 0; i--)
        {
            var rest = block.Next(ref at, out var shared);
            length = shared + rest.Length;
            if (length > term.Length)
            {
                var longer = new byte[2 * length];
                term.CopyTo(longer);
                term = longer;
            }
            rest.CopyTo(term[shared..]);
        }
        return Encoding.UTF8.GetString(term[..length]);
    }
}

/// <summary>A block of terms.</summary>
internal readonly ref struct TermBlock
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool hasPositions;
    private readonly long postingsStart;
    private readonly int entries;

    public TermBlock(ReadOnlySpan<byte> bytes, int count, bool hasPositions)
    {
        this.bytes = bytes;
        this.hasPositions = hasPositions;
        Count = count;
        var at = 0;
        postingsStart = Varint.ReadInt64(bytes, ref at);
        var length = Varint.ReadInt32(bytes, ref at);
        (Start, entries) = (at, at + length);
    }

    /// <summary>How many terms there are.</summary>
    public int Count { get; }

    /// <summary>Where the first term stands.</summary>
    public int Start { get; }

    /// <summary>The first term.</summary>
    public ReadOnlySpan<byte> First
    {
        get
        {
            var at = Start;
            return Next(ref at, out _);
        }
    }

    /// <summary>Reads the term at <paramref name="at"/>: how much of it is the same as in the one before, and the rest.</summary>
    public ReadOnlySpan<byte> Next(scoped ref int at, out int shared)
    {
        shared = Varint.ReadInt32(bytes, ref at);
        var length = Varint.ReadInt32(bytes, ref at);
        var rest = bytes.Slice(at, length);
        at += length;
        return rest;
    }

    /// <summary>What is known of the postings of the term at a place in the block.</summary>
    public PostingsEntry Postings(int index)
    {
        var (at, start) = (entries, postingsStart);
        while (true)
        {
            var docFrequency = Varint.ReadInt32(bytes, ref at);
            long totalFrequency = docFrequency;
            if (hasPositions) totalFrequency += Varint.ReadInt64(bytes, ref at);
            var onlyDoc = docFrequency == 1 ? Varint.ReadInt32(bytes, ref at) : -1;
            var length = docFrequency > 1 || hasPositions ? Varint.ReadInt32(bytes, ref at) : 0;
            if (index-- == 0) return new PostingsEntry(docFrequency, totalFrequency, onlyDoc, start, length);
            start += length;
        }
    }
}
