using Mhg.Search.Indexing;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

internal sealed class NoMatchWeight : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) => null;
}

internal sealed class MatchAllWeight(float score) : Weight
{
    public override Scorer Scorer(SegmentReader reader, int segment, SearchBuffers buffers) => new AllScorer(reader.Segment.DocCount, score);
}

/// <summary>One term of a field, looked up in each segment.</summary>
internal sealed class TermWeight(string field, PostingsEntry?[] term, Bm25? similarity) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        term[segment] is { } entry ? new TermScorer(reader.Segment.Inverted[field], entry, similarity, buffers) : null;
}

internal sealed class PhraseWeight(string field, PostingsEntry?[][] terms, int[] offsets, int[] identities, int slop, Bm25? similarity) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers)
    {
        var entries = new PostingsEntry[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i][segment] is not { } entry) return null;
            entries[i] = entry;
        }
        var inverted = reader.Segment.Inverted[field];
        return inverted.HasPositions ? new PhraseScorer(inverted, entries, offsets, identities, slop, similarity, buffers) : null;
    }
}

/// <summary>Terms chosen one segment at a time, all with one score.</summary>
internal sealed class TermsWeight(string field, Func<TermDictionary, IEnumerable<PostingsEntry>> choose, float score) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers)
    {
        if (!reader.Segment.Inverted.TryGetValue(field, out var inverted)) return null;
        var union = new UnionScorer(inverted, choose(inverted.Terms), reader.Segment.DocCount, score, buffers);
        return union.Cost > 0 ? union : null;
    }
}

/// <summary>Numbers between bounds, all with one score.</summary>
internal sealed class RangeWeight(string field, double from, double to, float score) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        reader.Segment.Numbers(field) is { } column ? new RangeScorer(column, from, to, reader.Segment.DocCount, score) : null;
}

internal sealed class ConstantScoreWeight(Weight matches, float score) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        matches.Scorer(reader, segment, buffers) is { } scorer ? new ConstantScorer(scorer, score, buffers) : null;
}

internal sealed class DisjunctionMaxWeight(Weight[] weights, float tieBreaker) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers)
    {
        Scorer[] scorers = [.. weights.Select(weight => weight.Scorer(reader, segment, buffers)).OfType<Scorer>()];
        return scorers switch
        {
            [] => null,
            [var only] => only,
            _ => new DisjunctionMaxScorer(scorers, tieBreaker, buffers),
        };
    }
}

internal sealed class BooleanWeight(Weight[] must, Weight[] filter, Weight[] should, Weight[] mustNot, int minimumShouldMatch) : Weight
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers)
    {
        var required = new List<Scorer>(must.Length + filter.Length + 1);
        foreach (var weight in (ReadOnlySpan<Weight>)[.. must, .. filter])
        {
            if (weight.Scorer(reader, segment, buffers) is not { } scorer) return null;
            required.Add(scorer);
        }
        var minimum = required.Count == 0 ? Math.Max(1, minimumShouldMatch) : minimumShouldMatch;
        var optional = Scorers(should, reader, segment, buffers);
        if (optional.Length < minimum) return null;
        if (minimum > 0)
        {
            required.Add(optional switch
            {
                [var only] => only,
                _ when minimum == 1 => new DisjunctionScorer(optional, buffers),
                _ => new MinimumMatchScorer(optional, minimum, buffers),
            });
            optional = [];
        }
        var excluded = Scorers(mustNot, reader, segment, buffers);
        return required is [var single] && optional.Length + excluded.Length == 0 ? single
            : new BooleanScorer([.. required], optional, excluded, reader.Segment.DocCount, buffers);
    }

    private static Scorer[] Scorers(Weight[] weights, SegmentReader reader, int segment, SearchBuffers buffers)
    {
        var scorers = new List<Scorer>(weights.Length);
        foreach (var weight in weights)
            if (weight.Scorer(reader, segment, buffers) is { } scorer) scorers.Add(scorer);
        return [.. scorers];
    }
}
