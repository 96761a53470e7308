using System.Numerics;

namespace Mhg.Search.Searching;

/// <summary>Documents that at least so many of several scorers have, scored by the sum.</summary>
internal sealed class MinimumMatchScorer(Scorer[] scorers, int minimum, SearchBuffers buffers) : Scorer
{
    private readonly Window own = buffers.Window();
    private readonly Window each = buffers.Window();
    private readonly int[] counts = new int[Window.Size];

    public override int Cost { get; } = (int)Math.Min(scorers.Sum(scorer => (long)scorer.Cost), int.MaxValue);

    public override float Bound(int start, int end) => Sum(scorers.Sum(scorer => scorer.Bound(start, end)));

    public override void Collect(Window window, float needed)
    {
        Start(window);
        foreach (var scorer in scorers)
        {
            each.Reset(window.Start, window.End);
            scorer.Collect(each, All);
            Count(each.Matches);
            own.Add(each);
        }
        KeepFrequent();
        window.Add(own);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        Start(window);
        own.Add(window.Matches, 0);
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        foreach (var scorer in scorers)
        {
            found.Clear();
            scorer.Probe(own, found);
            Count(found);
        }
        KeepFrequent();
        window.Add(own);
        for (var word = 0; word < matches.Length; word++) matches[word] |= own.Matches[word];
    }

    private void Start(Window window)
    {
        own.Reset(window.Start, window.End);
        Array.Clear(counts);
    }

    private void Count(ReadOnlySpan<ulong> found)
    {
        for (var word = 0; word < found.Length; word++)
            for (var bits = found[word]; bits != 0; bits &= bits - 1)
                counts[word * 64 + BitOperations.TrailingZeroCount(bits)]++;
    }

    private void KeepFrequent()
    {
        Span<ulong> frequent = stackalloc ulong[Window.WordCount];
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] >= minimum) frequent[i >> 6] |= 1UL << i;
        own.Keep(frequent);
    }
}
