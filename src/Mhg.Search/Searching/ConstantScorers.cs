using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>All documents of a segment, all with one score.</summary>
internal sealed class AllScorer(int docs, float score) : Scorer
{
    public override int Cost => docs;

    public override float Bound(int start, int end) => score;

    public override void Collect(Window window, float needed)
    {
        if (IsOutdone(score, needed)) return;
        Span<ulong> all = stackalloc ulong[Window.WordCount];
        all.Fill(ulong.MaxValue);
        var size = window.End - window.Start;
        all[((size + 63) / 64)..].Clear();
        if ((size & 63) != 0) all[size / 64] = (1UL << size) - 1;
        window.Add(all, score);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        window.Matches.CopyTo(matches);
        window.Add(matches, score);
    }
}

/// <summary>The documents of another scorer, all with one score.</summary>
/// <param name="matching">Finds them, without scores.</param>
/// <param name="score">Their score.</param>
/// <param name="buffers">What the search has for use.</param>
internal sealed class ConstantScorer(Scorer matching, float score, SearchBuffers buffers) : Scorer
{
    private readonly Window own = buffers.Window();

    public override int Cost => matching.Cost;

    public override int NextPossible(int doc) => matching.NextPossible(doc);

    public override float Bound(int start, int end) => score;

    public override void Collect(Window window, float needed)
    {
        if (IsOutdone(score, needed)) return;
        own.Reset(window.Start, window.End);
        matching.Collect(own, All);
        window.Add(own.Matches, score);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        matching.Probe(window, found);
        window.Add(found, score);
        for (var word = 0; word < matches.Length; word++) matches[word] |= found[word];
    }
}

/// <summary>Documents with a number within bounds, all with one score. The column is read only where somebody looks.</summary>
internal sealed class RangeScorer(NumberColumn column, double from, double to, int docs, float score) : Scorer
{
    public override int Cost => docs;

    public override float Bound(int start, int end) => score;

    public override void Collect(Window window, float needed)
    {
        if (IsOutdone(score, needed)) return;
        for (var doc = window.Start; doc < window.End; doc++)
            if (IsWithin(doc)) window.Add(doc, score);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        for (var word = 0; word < matches.Length; word++)
        {
            for (var bits = window.Matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * 64 + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (!IsWithin(window.Start + i)) continue;
                matches[word] |= 1UL << i;
                window.Scores[i] += score;
            }
        }
    }

    private bool IsWithin(int doc)
    {
        var (place, end) = column.Of(doc);
        for (; place < end; place++)
            if (column.At(place) >= from && column.At(place) <= to) return true;
        return false;
    }
}
