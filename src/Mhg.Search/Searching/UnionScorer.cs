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
        shorter?.AsSpan(window.Start / 64, Math.Min(Window.WordCount, (window.End - window.Start + 63) / 64)).CopyTo(found);
        foreach (var postings in longer)
        {
            for (var block = postings.FindBlock(Math.Max(postings.Block, 0), window.Start); block < postings.BlockCount; block++)
            {
                if (block > 0 && postings.LastDoc(block - 1) >= window.End - 1) break;
                postings.Load(block);
                var start = postings.MoveInBlock(window.Start);
                window.Add(found, postings.Docs[start..postings.MoveInBlock(window.End)]);
            }
        }
        window.Add(found, score);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        if (shorter is not null)
        {
            for (var word = 0; word < (window.End - window.Start + 63) / 64; word++)
                found[word] = window.Matches[word] & shorter[window.Start / 64 + word];
        }
        foreach (var postings in longer)
        {
            for (var word = 0; word < found.Length; word++)
            {
                for (var bits = window.Matches[word] & ~found[word]; bits != 0; bits &= bits - 1)
                {
                    var doc = window.Start + word * 64 + System.Numerics.BitOperations.TrailingZeroCount(bits);
                    if (postings.Advance(doc) == doc) found[word] |= 1UL << doc;
                }
            }
        }
        window.Add(found, score);
        for (var word = 0; word < matches.Length; word++) matches[word] |= found[word];
    }
}
