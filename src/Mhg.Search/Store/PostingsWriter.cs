using System.Buffers;

namespace Mhg.Search.Store;

/// <summary>
/// Writes the postings of one term after another. Documents come in blocks of 128, packed, the last block, if it is not
/// full, as varints; a term of one document has none, as the dictionary holds its number. Behind the documents lie the
/// positions, each as its distance from the one before it in the document, in blocks of their own. Behind these, for terms of
/// more than one block, stands a table that tells of each block its last document, where it and its positions begin, and
/// its impacts, so that readers pass over blocks unread.
/// </summary>
/// <param name="file">Where to write.</param>
/// <param name="norms">The encoded length of the field by document; null for a field without positions and scores by length.</param>
internal sealed class PostingsWriter(FileWriter file, byte[]? norms)
{
    private readonly uint[] docs = new uint[BitPacking.BlockSize];
    private readonly uint[] frequencies = new uint[BitPacking.BlockSize];
    private readonly uint[] gaps = new uint[BitPacking.BlockSize];
    private readonly ArrayBufferWriter<byte> docBytes = new();
    private readonly ArrayBufferWriter<byte> positionBytes = new();
    private readonly List<uint> lastDocs = [];
    private readonly List<uint> docOffsets = [];
    private readonly List<uint> positionOffsets = [];
    private readonly List<byte> positionsBefore = [];
    private readonly List<Impacts> impacts = [];
    private readonly Impacts.Collector blockImpacts = new();
    private readonly Impacts.Collector termImpacts = new();
    private int inBlock;
    private int gapCount;
    private int before;
    private int docFrequency;
    private long totalFrequency;

    /// <summary>Adds a document: documents come in ascending order, and positions, too.</summary>
    public void Add(int doc, ReadOnlySpan<int> positions)
    {
        if (inBlock == 0) StartBlock();
        docs[inBlock] = (uint)doc;
        docFrequency++;
        if (norms is not null)
        {
            frequencies[inBlock] = (uint)positions.Length;
            totalFrequency += positions.Length;
            blockImpacts.Add(positions.Length, norms[doc]);
            var last = 0;
            foreach (var position in positions)
            {
                gaps[gapCount++] = (uint)(position - last);
                last = position;
                if (gapCount == BitPacking.BlockSize) FlushGaps();
            }
        }
        if (++inBlock == BitPacking.BlockSize) FlushBlock();
    }

    /// <summary>Ends the term: writes its postings, and returns what the dictionary has to know. No document was added: null.</summary>
    public PostingsEntry? FinishTerm()
    {
        if (docFrequency == 0) return null;
        var onlyDoc = docFrequency == 1 ? (int)docs[0] : -1;
        if (inBlock > 0) FlushTail();
        var gapTail = (uint)positionBytes.WrittenCount;
        foreach (var gap in gaps.AsSpan(..gapCount)) Write(positionBytes, gap);
        gapCount = 0;
        var start = file.Position;
        if (docFrequency > 1)
        {
            if (norms is not null) file.WriteVarint((ulong)docBytes.WrittenCount);
            file.Write(docBytes.WrittenSpan);
        }
        file.Write(positionBytes.WrittenSpan);
        var whole = termImpacts.Take(null);
        if (docFrequency > BitPacking.BlockSize) WriteTable(whole, gapTail);
        var entry = new PostingsEntry(docFrequency, norms is null ? docFrequency : totalFrequency, onlyDoc, start, (int)(file.Position - start));

        docBytes.ResetWrittenCount();
        positionBytes.ResetWrittenCount();
        lastDocs.Clear();
        docOffsets.Clear();
        positionOffsets.Clear();
        positionsBefore.Clear();
        impacts.Clear();
        (before, docFrequency, totalFrequency) = (0, 0, 0);
        return entry;
    }

    private void StartBlock()
    {
        docOffsets.Add((uint)docBytes.WrittenCount);
        positionOffsets.Add((uint)positionBytes.WrittenCount);
        positionsBefore.Add((byte)gapCount);
    }

    private void FlushBlock()
    {
        Span<uint> distances = stackalloc uint[BitPacking.BlockSize];
        var all = 0u;
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = docs[i] - (i > 0 ? docs[i - 1] + 1 : (uint)before);
            all |= distances[i];
            frequencies[i]--;
        }
        var width = BitPacking.WidthOf(all);
        var size = 1 + BitPacking.SizeOf(width);
        var target = docBytes.GetSpan(size);
        target[0] = (byte)width;
        BitPacking.Pack(distances, width, target[1..]);
        docBytes.Advance(size);
        if (norms is not null) PatchedPacking.Write(docBytes, frequencies);
        EndBlock();
    }

    private void FlushTail()
    {
        if (docFrequency > 1)
        {
            for (var i = 0; i < inBlock; i++)
            {
                var distance = (ulong)(docs[i] - (i > 0 ? docs[i - 1] + 1 : (uint)before));
                if (norms is null) Write(docBytes, distance);
                else if (frequencies[i] == 1) Write(docBytes, distance << 1 | 1);
                else
                {
                    Write(docBytes, distance << 1);
                    Write(docBytes, frequencies[i]);
                }
            }
        }
        EndBlock();
    }

    private void EndBlock()
    {
        lastDocs.Add(docs[inBlock - 1]);
        impacts.Add(blockImpacts.Take(termImpacts));
        before = (int)docs[inBlock - 1] + 1;
        inBlock = 0;
    }

    private void FlushGaps()
    {
        PatchedPacking.Write(positionBytes, gaps);
        gapCount = 0;
    }

    private void WriteTable(Impacts whole, uint gapTail)
    {
        foreach (var doc in lastDocs) file.WriteUInt32(doc);
        foreach (var offset in docOffsets) file.WriteUInt32(offset);
        if (norms is null) return;
        foreach (var offset in positionOffsets) file.WriteUInt32(offset);
        file.WriteUInt32(gapTail);
        foreach (var block in impacts) file.WriteInt64((long)block.Pairs);
        file.WriteInt64((long)whole.Pairs);
        foreach (var count in positionsBefore) file.WriteByte(count);
    }

    private static void Write(ArrayBufferWriter<byte> target, ulong value) =>
        target.Advance(Varint.Write(target.GetSpan(Varint.MaxLength), value));
}

/// <summary>What the dictionary knows of a term's postings.</summary>
/// <param name="DocFrequency">How many documents have the term.</param>
/// <param name="TotalFrequency">How often it occurs in them.</param>
/// <param name="OnlyDoc">The document, where there is only one; otherwise -1.</param>
/// <param name="Start">Where the postings begin in the file.</param>
/// <param name="Length">How many bytes they take.</param>
internal readonly record struct PostingsEntry(int DocFrequency, long TotalFrequency, int OnlyDoc, long Start, int Length);
