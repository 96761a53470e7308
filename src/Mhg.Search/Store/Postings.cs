using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Mhg.Search.Store;

/// <summary>
/// Walks over the postings of one term: blocks of up to 128 documents in ascending order, of which only those are unpacked
/// that are asked for. Can be opened for one term after another, so that its buffers are used again.
/// </summary>
internal sealed class Postings
{
    /// <summary>What stands behind the last document.</summary>
    public const int End = int.MaxValue;

    // Searches in a block compare eight documents at once, also at its end.
    private const int Padding = 8;

    private readonly int[] docs = new int[BitPacking.BlockSize + Padding];
    private readonly int[] frequencies = new int[BitPacking.BlockSize];
    // The positions of the unpacked block, each as its distance from the one before; where those of each document begin.
    private readonly int[] gapStarts = new int[BitPacking.BlockSize + 1];
    private int[] gaps = new int[2 * BitPacking.BlockSize];
    private int[] positions = new int[16];
    private int positionCount;
    private MappedFile? file;
    private PostingsEntry entry;
    private bool hasPositions;
    private MappedBytes docBytes;
    private MappedBytes table;
    private long positionsStart;
    private long positionsLength;
    private MappedBytes positionBytes;
    private bool positionsRead;
    private int count;
    private int frequencyBytes;
    private bool frequenciesRead;
    private bool gapsRead;

    /// <summary>How many documents have the term.</summary>
    public int DocFrequency => entry.DocFrequency;

    /// <summary>How many blocks there are.</summary>
    public int BlockCount { get; private set; }

    /// <summary>The block that is unpacked, or -1.</summary>
    public int Block { get; private set; }

    /// <summary>The documents of the unpacked block.</summary>
    public ReadOnlySpan<int> Docs => docs.AsSpan(..count);

    /// <summary>The place of the current document in the unpacked block.</summary>
    public int Index { get; set; }

    /// <summary>The current document, -1 before the first one or <see cref="End"/>.</summary>
    public int Doc => Block < 0 ? -1 : docs[Index];

    /// <summary>How often the term occurs in each document of the unpacked block.</summary>
    public ReadOnlySpan<int> Frequencies
    {
        get
        {
            if (!frequenciesRead) ReadFrequencies();
            return frequencies.AsSpan(..count);
        }
    }

    /// <summary>How often the term occurs in the current document: once in a field without positions.</summary>
    public int Frequency => hasPositions ? Frequencies[Index] : 1;

    /// <summary>Opens the postings of a term.</summary>
    public void Open(MappedFile source, in PostingsEntry term, bool withPositions)
    {
        (file, entry, hasPositions) = (source, term, withPositions);
        BlockCount = (term.DocFrequency + BitPacking.BlockSize - 1) / BitPacking.BlockSize;
        (Block, Index, count, positionsRead) = (-1, 0, 0, false);
        (positionsStart, positionsLength) = (term.Start, term.Length);
        if (term.DocFrequency == 1)
        {
            (docs[0], frequencies[0]) = (term.OnlyDoc, (int)term.TotalFrequency);
            Loaded(0, 1);
            frequenciesRead = true;
            return;
        }
        var tableLength = BlockCount == 1 ? 0 : withPositions ? BlockCount * 21 + 12 : BlockCount * 8;
        var docsLength = term.Length - tableLength;
        var docsStart = term.Start;
        if (withPositions)
        {
            var at = 0;
            docsLength = Varint.ReadInt32(source.Read(term.Start, Math.Min(term.Length, Varint.MaxLength)).Span, ref at);
            docsStart += at;
        }
        docBytes = source.Read(docsStart, docsLength);
        positionsStart = docsStart + docsLength;
        positionsLength = term.Start + term.Length - tableLength - positionsStart;
        table = source.Read(positionsStart + positionsLength, tableLength);
        if (BlockCount == 1) Load(0);
    }

    /// <summary>The last document of a block.</summary>
    public int LastDoc(int block) => BlockCount == 1 ? docs[count - 1] : ReadTable(block);

    /// <summary>The impacts of a block; only for terms of several blocks in fields with lengths.</summary>
    public Impacts ImpactsOf(int block) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(table.Span[(BlockCount * 12 + sizeof(uint) + block * sizeof(ulong))..]));

    /// <summary>The impacts of all postings; only for terms of several blocks in fields with lengths.</summary>
    public Impacts Impacts => ImpactsOf(BlockCount);

    /// <summary>The first block from <paramref name="block"/> on whose last document is not before <paramref name="target"/>, or <see cref="BlockCount"/>.</summary>
    public int FindBlock(int block, int target)
    {
        // Galloping: the wanted block is usually near.
        var step = 1;
        var low = block;
        while (low + step <= BlockCount && LastDoc(low + step - 1) < target)
        {
            low += step;
            step *= 2;
        }
        var high = Math.Min(low + step - 1, BlockCount);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (LastDoc(middle) < target) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Unpacks a block, if it is not; the current document is its first one then.</summary>
    public void Load(int block)
    {
        if (block == Block) return;
        var bytes = docBytes.Span;
        var at = BlockCount == 1 ? 0 : ReadTable(BlockCount + block);
        var before = block == 0 ? -1 : LastDoc(block - 1);
        var size = Math.Min(entry.DocFrequency - block * BitPacking.BlockSize, BitPacking.BlockSize);
        if (size == BitPacking.BlockSize)
        {
            var width = bytes[at++];
            BitPacking.UnpackAscending(bytes[at..], width, before, docs);
            frequencyBytes = at + BitPacking.SizeOf(width);
            frequenciesRead = false;
        }
        else
        {
            ReadTail(bytes[at..], before, size);
            frequenciesRead = true;
        }
        Loaded(block, size);
    }

    /// <summary>Makes the first document of the unpacked block that is not before <paramref name="target"/> the current one.</summary>
    /// <returns>Its place in the block; the number of documents in it, where all are before.</returns>
    public int MoveInBlock(int target)
    {
        var wanted = Vector256.Create(target);
        var i = Index;
        while (i < count)
        {
            var before = Vector256.LessThan(Vector256.Create<int>(docs.AsSpan(i, Padding)), wanted).ExtractMostSignificantBits();
            if (before != 0xFF) return Index = i + BitOperations.TrailingZeroCount(~before);
            i += Padding;
        }
        return Index = count;
    }

    /// <summary>Makes the first document that is not before <paramref name="target"/> (nor before the current one) the current one.</summary>
    public int Advance(int target)
    {
        if (Block >= 0 && (Index < count && docs[Index] >= target || MoveInBlock(target) < count)) return docs[Index];
        var block = FindBlock(Math.Max(Block, 0), target);
        if (block == BlockCount)
        {
            if (Block < 0) Load(BlockCount - 1);
            Index = count;
            return End;
        }
        Load(block);
        MoveInBlock(target);
        return docs[Index];
    }

    /// <summary>Where the term stands in the document of the last <see cref="ReadPositions"/>, ascending.</summary>
    public ReadOnlySpan<int> Positions => positions.AsSpan(..positionCount);

    /// <summary>Reads where the term stands in the current document.</summary>
    public void ReadPositions()
    {
        if (!gapsRead) ReadGaps();
        var start = gapStarts[Index];
        positionCount = gapStarts[Index + 1] - start;
        if (positions.Length < positionCount) positions = new int[Math.Max(positionCount, 2 * positions.Length)];
        var last = 0;
        for (var i = 0; i < positionCount; i++) positions[i] = last += gaps[start + i];
    }

    private void Loaded(int block, int size)
    {
        docs.AsSpan(size, Padding).Fill(End);
        (Block, count, Index, gapsRead) = (block, size, 0, false);
    }

    private void ReadTail(ReadOnlySpan<byte> bytes, int before, int size)
    {
        var at = 0;
        for (var i = 0; i < size; i++)
        {
            var distance = Varint.ReadInt32(bytes, ref at);
            if (hasPositions)
            {
                frequencies[i] = (distance & 1) != 0 ? 1 : Varint.ReadInt32(bytes, ref at);
                distance >>>= 1;
            }
            docs[i] = before += distance + 1;
        }
    }

    private void ReadFrequencies()
    {
        var at = frequencyBytes;
        PatchedPacking.Read(docBytes.Span, ref at, 1, frequencies);
        frequenciesRead = true;
    }

    /// <summary>Unpacks the positions of the whole block: in phrases of common words, most documents are asked for.</summary>
    private void ReadGaps()
    {
        if (!positionsRead)
        {
            positionBytes = file!.Read(positionsStart, positionsLength);
            positionsRead = true;
        }
        // Blocks of positions run on over blocks of documents: of the first one, some may belong to the documents before.
        var (at, total, tail) = (0, 0, 0);
        if (BlockCount > 1) (at, total, tail) = (ReadTable(2 * BlockCount + Block), table.Span[BlockCount * 20 + 12 + Block], ReadTable(3 * BlockCount));
        var all = Frequencies;
        for (var i = 0; i < all.Length; i++)
        {
            gapStarts[i] = total;
            total += all[i];
        }
        gapStarts[all.Length] = total;
        if (gaps.Length < total + BitPacking.BlockSize) gaps = new int[2 * (total + BitPacking.BlockSize)];

        var bytes = positionBytes.Span;
        for (var read = 0; read < total;)
        {
            if (BlockCount > 1 ? at < tail : total - read >= BitPacking.BlockSize)
            {
                PatchedPacking.Read(bytes, ref at, 0, gaps.AsSpan(read));
                read += BitPacking.BlockSize;
            }
            else gaps[read++] = Varint.ReadInt32(bytes, ref at);
        }
        gapsRead = true;
    }

    // The table is made of columns: last documents, where documents and positions begin, then where positions that fill no
    // block begin, impacts of the blocks and of all, and how many positions stand before those of each block.
    private int ReadTable(int entry) => BinaryPrimitives.ReadInt32LittleEndian(table.Span[(entry * sizeof(int))..]);
}
