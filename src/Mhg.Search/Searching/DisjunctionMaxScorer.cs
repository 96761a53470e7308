using System.Numerics;

namespace Mhg.Search.Searching;

/// <summary>Documents that any of several scorers have, scored by the best of them and a share of the others.</summary>
internal sealed class DisjunctionMaxScorer(Scorer[] scorers, float tieBreaker, SearchBuffers buffers) : Scorer
{
    private readonly Window own = buffers.Window();
    private readonly float[] best = new float[Window.Size];
    private readonly float[] sums = new float[Window.Size];

    public override int Cost { get; } = (int)Math.Min(scorers.Sum(scorer => (long)scorer.Cost), int.MaxValue);

    public override int NextPossible(int doc) => scorers.Min(scorer => scorer.NextPossible(doc));

    public override float Bound(int start, int end)
    {
        var (sum, greatest) = (0f, 0f);
        foreach (var scorer in scorers)
        {
            var bound = scorer.Bound(start, end);
            sum += bound;
            greatest = Math.Max(greatest, bound);
        }
        return Sum(greatest + (sum - greatest) * tieBreaker);
    }

    public override void Collect(Window window, float needed)
    {
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        foreach (var scorer in scorers)
        {
            own.Reset(window.Start, window.End);
            scorer.Collect(own, All);
            Join(found);
        }
        Finish(window, found);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        Span<ulong> each = stackalloc ulong[Window.WordCount];
        foreach (var scorer in scorers)
        {
            own.Reset(window.Start, window.End);
            own.Add(window.Matches, 0);
            each.Clear();
            scorer.Probe(own, each);
            own.Keep(each);
            Join(found);
        }
        Finish(window, found);
        for (var word = 0; word < matches.Length; word++) matches[word] |= found[word];
    }

    private void Join(Span<ulong> found)
    {
        for (var word = 0; word < found.Length; word++)
        {
            found[word] |= own.Matches[word];
            for (var bits = own.Matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * 64 + BitOperations.TrailingZeroCount(bits);
                best[i] = Math.Max(best[i], own.Scores[i]);
                sums[i] += own.Scores[i];
            }
        }
    }

    private void Finish(Window window, ReadOnlySpan<ulong> found)
    {
        for (var word = 0; word < found.Length; word++)
        {
            for (var bits = found[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * 64 + BitOperations.TrailingZeroCount(bits);
                window.Add(window.Start + i, best[i] + (sums[i] - best[i]) * tieBreaker);
                best[i] = sums[i] = 0;
            }
        }
    }
}
