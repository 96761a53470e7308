namespace Mhg.Search.Searching;

/// <summary>Documents that all of some scorers have and none of some others, scored by the sum, and higher where further ones have them.</summary>
internal sealed class BooleanScorer : Scorer
{
    // Finding a document among candidates takes about as long as collecting so many.
    private const int ProbeCost = 4;

    private readonly Scorer[] required;
    private readonly Scorer[] optional;
    private readonly Scorer[] excluded;
    private readonly float[] bounds;
    private readonly int docs;
    private readonly SearchBuffers buffers;
    private Window? other;
    private Window? probed;

    /// <param name="required">At least one.</param>
    /// <param name="optional">Add to the score where they match.</param>
    /// <param name="excluded">Must not match.</param>
    /// <param name="docs">How many documents the segment has.</param>
    /// <param name="buffers">What the search has for use.</param>
    public BooleanScorer(Scorer[] required, Scorer[] optional, Scorer[] excluded, int docs, SearchBuffers buffers)
    {
        (this.required, this.optional, this.excluded, this.docs, this.buffers) = (required, optional, excluded, docs, buffers);
        Array.Sort(required, static (x, y) => x.Cost.CompareTo(y.Cost));
        bounds = new float[required.Length + optional.Length];
    }

    public override int Cost => required[0].Cost;

    public override bool SharesWindow => false;

    public override int NextPossible(int doc)
    {
        foreach (var scorer in required) doc = Math.Max(doc, scorer.NextPossible(doc));
        return doc;
    }

    public override float Bound(int start, int end)
    {
        var sum = 0f;
        foreach (var scorer in required) sum += scorer.Bound(start, end);
        foreach (var scorer in optional) sum += scorer.Bound(start, end);
        return Sum(sum, bounds.Length);
    }

    public override void Collect(Window window, float needed)
    {
        var total = 0f;
        if (needed >= 0)
        {
            for (var i = 0; i < bounds.Length; i++)
                total += bounds[i] = (i < required.Length ? required[i] : optional[i - required.Length]).Bound(window.Start, window.End);
            if (IsOutdone(Sum(total, bounds.Length), needed)) return;
        }
        required[0].Collect(window, Needed(needed, total - bounds[0]));
        var rest = total - bounds[0];
        for (var i = 1; i < required.Length; i++)
        {
            if (!Thin(window, needed, rest)) return;
            Intersect(window, required[i], Needed(needed, total - bounds[i]));
            rest -= bounds[i];
        }
        if (excluded.Length > 0 && !Thin(window, needed, rest)) return;
        foreach (var scorer in excluded) Remove(window, scorer);
        Span<ulong> ignored = stackalloc ulong[Window.WordCount];
        for (var i = 0; i < optional.Length; i++)
        {
            if (!Thin(window, needed, rest)) return;
            optional[i].Probe(window, ignored);
            rest -= bounds[required.Length + i];
        }
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        // Only a document that all agree on gets a score.
        probed ??= buffers.Window();
        probed.Reset(window.Start, window.End);
        probed.Add(window.Matches, 0);
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        foreach (var scorer in required)
        {
            found.Clear();
            scorer.Probe(probed, found);
            probed.Keep(found);
        }
        foreach (var scorer in excluded) Remove(probed, scorer);
        foreach (var scorer in optional) scorer.Probe(probed, found);
        window.Add(probed);
        for (var word = 0; word < matches.Length; word++) matches[word] |= probed.Matches[word];
    }

    /// <summary>Removes what can't reach enough any more, and tells whether anything is left.</summary>
    private static bool Thin(Window window, float needed, float rest)
    {
        if (needed >= 0) window.KeepGreater(Needed(needed, rest));
        return !window.IsEmpty;
    }

    private void Intersect(Window window, Scorer scorer, float needed)
    {
        if (IsDense(window, scorer))
        {
            other ??= buffers.Window();
            other.Reset(window.Start, window.End);
            scorer.Collect(other, needed);
            window.KeepAndAdd(other);
            return;
        }
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        scorer.Probe(window, found);
        window.Keep(found);
    }

    private void Remove(Window window, Scorer scorer)
    {
        if (IsDense(window, scorer))
        {
            other ??= buffers.Window();
            other.Reset(window.Start, window.End);
            scorer.Collect(other, All);
            window.Remove(other.Matches);
            return;
        }
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        scorer.Probe(window, found);
        window.Remove(found);
    }

    private bool IsDense(Window window, Scorer scorer) =>
        (long)window.Count() * ProbeCost * docs > (long)scorer.Cost * (window.End - window.Start);
}
