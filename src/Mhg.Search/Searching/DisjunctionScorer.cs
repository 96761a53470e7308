namespace Mhg.Search.Searching;

/// <summary>Documents that any of several scorers have, scored by the sum.</summary>
internal sealed class DisjunctionScorer : Scorer
{
    private readonly Scorer[] scorers;
    private readonly float[] bounds;
    private readonly Window own;

    public DisjunctionScorer(Scorer[] scorers, SearchBuffers buffers)
    {
        this.scorers = scorers;
        bounds = new float[scorers.Length];
        own = buffers.Window();
        foreach (var scorer in scorers) Cost = (int)Math.Min((long)Cost + scorer.Cost, int.MaxValue);
    }

    public override int Cost { get; }

    // Those that are left for a probe are thinned out by what the window has.
    public override bool SharesWindow => false;

    public override int NextPossible(int doc)
    {
        var next = int.MaxValue;
        foreach (var scorer in scorers) next = Math.Min(next, scorer.NextPossible(doc));
        return next;
    }

    public override float Bound(int start, int end)
    {
        var sum = 0f;
        foreach (var scorer in scorers) sum += scorer.Bound(start, end);
        return Sum(sum, scorers.Length);
    }

    public override void Collect(Window window, float needed)
    {
        if (needed < 0)
        {
            foreach (var scorer in scorers) Collect(scorer, window, All);
            return;
        }
        var total = 0f;
        for (var i = 0; i < scorers.Length; i++) total += bounds[i] = scorers[i].Bound(window.Start, window.End);
        if (IsOutdone(Sum(total, scorers.Length), needed)) return;
        Array.Sort(bounds, scorers);

        // The scorers of the least bounds, which even together don't reach what is needed, find nothing that the others don't.
        var (few, sumOfFew) = (0, 0f);
        while (few < scorers.Length - 1 && IsOutdone(Sum(sumOfFew + bounds[few], few + 1), needed)) sumOfFew += bounds[few++];
        for (var i = scorers.Length - 1; i >= few; i--) Collect(scorers[i], window, Needed(needed, total - bounds[i]));
        Span<ulong> ignored = stackalloc ulong[Window.WordCount];
        while (few > 0)
        {
            window.KeepGreater(Needed(needed, sumOfFew));
            scorers[--few].Probe(window, ignored);
            sumOfFew -= bounds[few];
        }
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        foreach (var scorer in scorers) scorer.Probe(window, matches);
    }

    private void Collect(Scorer scorer, Window window, float needed)
    {
        if (scorer.SharesWindow)
        {
            scorer.Collect(window, needed);
            return;
        }
        own.Reset(window.Start, window.End);
        scorer.Collect(own, needed);
        window.Add(own);
    }
}
