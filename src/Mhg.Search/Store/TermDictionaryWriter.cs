using System.Buffers;

namespace Mhg.Search.Store;

/// <summary>
/// Gathers the terms of one field, ascending by their UTF-8 bytes, in blocks of 32. In a block a term is given by how much
/// of it is the same as in the one before, and the rest; behind the terms stands what is known of their postings.
/// </summary>
/// <param name="hasPositions">Whether terms may occur several times in a document.</param>
internal sealed class TermDictionaryWriter(bool hasPositions)
{
    public const int BlockSize = 32;

    private readonly ArrayBufferWriter<byte> blocks = new();
    private readonly List<uint> blockStarts = [];
    private readonly ArrayBufferWriter<byte> terms = new();
    private readonly ArrayBufferWriter<byte> entries = new();
    private byte[] last = [];
    private int lastLength;
    private int inBlock;
    private long blockPostings;

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> term, in PostingsEntry postings)
    {
        if (inBlock == 0) blockPostings = postings.Start;
        var shared = inBlock == 0 ? 0 : last.AsSpan(..lastLength).CommonPrefixLength(term);
        // A term is cut between characters, so that automata can go on from there.
        while (shared > 0 && shared < term.Length && (term[shared] & 0xC0) == 0x80) shared--;
        Write(terms, (ulong)shared);
        Write(terms, (ulong)(term.Length - shared));
        terms.Write(term[shared..]);

        Write(entries, (ulong)postings.DocFrequency);
        if (hasPositions) Write(entries, (ulong)(postings.TotalFrequency - postings.DocFrequency));
        if (postings.DocFrequency == 1) Write(entries, (ulong)postings.OnlyDoc);
        if (postings.DocFrequency > 1 || hasPositions) Write(entries, (ulong)postings.Length);

        if (last.Length < term.Length) last = new byte[2 * term.Length];
        term.CopyTo(last);
        lastLength = term.Length;
        Count++;
        if (++inBlock == BlockSize) FlushBlock();
    }

    /// <summary>Writes the blocks and behind them where each begins; returns where the two begin in the file.</summary>
    public (long Blocks, long Starts) Finish(FileWriter file)
    {
        if (inBlock > 0) FlushBlock();
        var blocksStart = file.Position;
        file.Write(blocks.WrittenSpan);
        var starts = file.Position;
        foreach (var start in blockStarts) file.WriteUInt32(start);
        return (blocksStart, starts);
    }

    private void FlushBlock()
    {
        blockStarts.Add((uint)blocks.WrittenCount);
        Write(blocks, (ulong)blockPostings);
        Write(blocks, (ulong)terms.WrittenCount);
        blocks.Write(terms.WrittenSpan);
        blocks.Write(entries.WrittenSpan);
        terms.ResetWrittenCount();
        entries.ResetWrittenCount();
        inBlock = 0;
    }

    private static void Write(ArrayBufferWriter<byte> target, ulong value) =>
        target.Advance(Varint.Write(target.GetSpan(Varint.MaxLength), value));
}
