using Mhg.Search.Queries;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>The documents of another scorer, their scores multiplied by what a function says of a column: 0 to 1, so that no bound is exceeded.</summary>
internal sealed class FunctionScorer(Scorer matching, DecayFunction function, NumberColumn? column, SearchBuffers buffers) : Scorer
{
    private readonly Window own = buffers.Window();
    private readonly Func<int, float> factor = doc => function.Factor(Distance(column, doc, function.Origin));

    public override int Cost => matching.Cost;

    public override int NextPossible(int doc) => matching.NextPossible(doc);

    public override float Bound(int start, int end) => matching.Bound(start, end);

    public override void Collect(Window window, float needed)
    {
        own.Reset(window.Start, window.End);
        matching.Collect(own, needed);
        if (needed >= 0) own.KeepGreater(needed);
        own.Multiply(factor);
        window.Add(own);
    }

    public override void Probe(Window window, Span<ulong> matches)
    {
        own.Reset(window.Start, window.End);
        own.Add(window.Matches, 0);
        Span<ulong> found = stackalloc ulong[Window.WordCount];
        matching.Probe(own, found);
        own.Keep(found);
        own.Multiply(factor);
        window.Add(own);
        for (var word = 0; word < matches.Length; word++) matches[word] |= found[word];
    }

    /// <summary>How far the nearest of a document's values is from the origin; null when it has none.</summary>
    public static double? Distance(NumberColumn? column, int doc, double origin)
    {
        if (column is null) return null;
        double? nearest = null;
        for (var (place, end) = column.Of(doc); place < end; place++)
            if (Math.Abs(column.At(place) - origin) is var distance && !(distance >= nearest)) nearest = distance;
        return nearest;
    }
}
