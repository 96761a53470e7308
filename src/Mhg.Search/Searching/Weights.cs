using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

internal sealed class NoMatchWeight : Weight
{
    public override Scorer? Scorer(SegmentReader reader) => null;
}

internal sealed class MatchAllWeight(float score) : Weight
{
    public override Scorer Scorer(SegmentReader reader) => new AllScorer(reader.Segment.DocCount, score);
}

internal sealed class TermWeight(string field, string term, Bm25? similarity) : Weight
{
    public override Scorer? Scorer(SegmentReader reader) =>
        reader.Segment.Inverted.TryGetValue(field, out var inverted) && inverted.Find(term) is >= 0 and var number
            ? new TermScorer(inverted, number, similarity) : null;
}

internal sealed class PhraseWeight(string field, string[] terms, int[] offsets, int slop, Bm25? similarity) : Weight
{
    private readonly int[] identities = [.. terms.Select(term => Array.IndexOf(terms, term))];

    public override Scorer? Scorer(SegmentReader reader)
    {
        if (!reader.Segment.Inverted.TryGetValue(field, out var inverted) || inverted.Positions is null) return null;
        var scorers = new TermScorer[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var number = inverted.Find(terms[i]);
            if (number < 0) return null;
            scorers[i] = new TermScorer(inverted, number, null);
        }
        return new PhraseScorer(scorers, offsets, identities, slop, similarity);
    }
}

/// <summary>Documents chosen one segment at a time, all with one score.</summary>
internal sealed class SetWeight(Func<Segment, FixedBitSet?> choose, float score) : Weight
{
    public override Scorer? Scorer(SegmentReader reader) => choose(reader.Segment) is { } set ? new BitSetScorer(set, score) : null;
}

internal sealed class ConstantScoreWeight(Weight matches, float score) : Weight
{
    public override Scorer? Scorer(SegmentReader reader) => matches.Scorer(reader) is { } scorer ? new ConstantScorer(scorer, score) : null;
}

internal sealed class DisjunctionMaxWeight(Weight[] weights, float tieBreaker) : Weight
{
    public override Scorer? Scorer(SegmentReader reader)
    {
        Scorer[] scorers = [.. weights.Select(weight => weight.Scorer(reader)).OfType<Scorer>()];
        return scorers switch
        {
            [] => null,
            [var only] => only,
            _ => new DisjunctionScorer(scorers, tieBreaker: tieBreaker),
        };
    }
}

internal sealed class BooleanWeight(Weight[] must, Weight[] filter, Weight[] should, Weight[] mustNot, int minimumShouldMatch) : Weight
{
    public override Scorer? Scorer(SegmentReader reader)
    {
        var required = new List<Scorer>();
        foreach (var weight in must)
        {
            if (weight.Scorer(reader) is not { } scorer) return null;
            required.Add(scorer);
        }
        var scoring = required.Count;
        foreach (var weight in filter)
        {
            if (weight.Scorer(reader) is not { } scorer) return null;
            required.Add(scorer);
        }
        var minimum = required.Count == 0 ? Math.Max(1, minimumShouldMatch) : minimumShouldMatch;
        Scorer[] optional = [.. should.Select(weight => weight.Scorer(reader)).OfType<Scorer>()];
        if (optional.Length < minimum) return null;
        var any = optional switch
        {
            [] => null,
            [var only] => only,
            _ => new DisjunctionScorer(optional, minimum),
        };
        if (any is not null && minimum > 0 && required.Count > 0)
        {
            required.Insert(0, any);
            scoring++;
            any = null;
        }

        var included = required switch
        {
            [] => any!,
            [var only] when scoring == 1 => only,
            _ => new ConjunctionScorer(required, required.Take(scoring)),
        };
        if (any is not null && required.Count > 0) included = new OptionalScorer(included, any);
        Scorer[] excluded = [.. mustNot.Select(weight => weight.Scorer(reader)).OfType<Scorer>()];
        return excluded switch
        {
            [] => included,
            [var only] => new ExclusionScorer(included, only),
            _ => new ExclusionScorer(included, new DisjunctionScorer(excluded)),
        };
    }
}
