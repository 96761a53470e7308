using System.Numerics;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>
/// Documents with any of many terms, all with one score. Terms of one block are put together at once; of the others only
/// those blocks are unpacked that are asked for.
/// </summary>
internal sealed class UnionScorer : Scorer
{
    private readonly List<Postings> longer = [];
    private readonly ulong[]? shorter;
    private readonly float score;

    public UnionScorer(InvertedField field, IEnumerable<PostingsEntry> terms, int docs, float score, SearchBuffers buffers)
    {
        this.score = score;
        Postings? unpacked = null;
        foreach (var term in terms)
        {
            Cost = (int)Math.Min((long)Cost + term.DocFrequency, docs);
            if (term.DocFrequency > BitPacking.BlockSize)
            {
                longer.Add(buffers.Postings());
                field.Open(longer[^1], term);
                continue;
            }
            unpacked ??= buffers.Postings();
            shorter ??= buffers.Documents(docs);
            field.Open(unpacked, term);
            foreach (var doc in unpacked.Docs) shorter[doc >> 6] |= 1UL << doc;
        }
    }

    public override int Cost { get; }

    public override float Bound(int start, int end) => score;

    public override void Collect(Window window, float needed)
    {
        if (IsOutdone(score, needed)) return;
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        Find(window, window.Start, window.End, found);
        window.Add(found, score);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        var first = window.Matches.IndexOfAnyExcept(0UL);
        if (first < 0) return;
        var last = window.Matches.LastIndexOfAnyExcept(0UL);
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        Find(window, window.Start + first * 64 + BitOperations.TrailingZeroCount(window.Matches[first]), Math.Min(window.Start + (last + 1) * 64, window.End), found);
        for (var word = 0; word < found.Length; word++) matches[word] |= found[word] &= window.Matches[word];
        window.Add(found, score);
    }

    /// <summary>Adds what the terms have from one document to before another, and maybe more of the window.</summary>
    private void Find(Window window, int from, int to, Span<ulong> found)
    {
        shorter?.AsSpan(window.Start / 64, Math.Min(Window.WordCount, (window.End - window.Start + 63) / 64)).CopyTo(found);
        foreach (var postings in longer)
        {
            for (var block = postings.FindBlock(Math.Max(postings.Block, 0), from); block < postings.BlockCount; block++)
            {
                if (block > 0 && postings.LastDoc(block - 1) >= to - 1) break;
                postings.Load(block);
                var start = postings.MoveInBlock(from);
                window.Add(found, postings.Docs[start..postings.MoveInBlock(to)]);
            }
        }
    }
}
