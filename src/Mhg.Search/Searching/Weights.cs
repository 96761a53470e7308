using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>All that match have one score.</summary>
internal abstract class ConstantWeight(Query query, float score) : Weight(query)
{
    protected float Score => score;

    public sealed override Explanation Explain(SegmentReader reader, int segment, int doc)
    {
        var buffers = SearchBuffers.Rent();
        try
        {
            var window = buffers.Window();
            window.Reset(doc & ~63, Math.Min((doc & ~63) + 64, reader.Segment.DocCount));
            Scorer(reader, segment, buffers)?.Collect(window, Searching.Scorer.All);
            return (window.Matches[0] >> doc & 1) != 0
                ? Explanation.Match(score, score == 1 ? $"{Query}" : $"{Query}^{Query.Number(score)}")
                : Explanation.NoMatch($"{Query} doesn't match id {doc}");
        }
        finally
        {
            buffers.Return();
        }
    }
}

internal sealed class NoMatchWeight(Query query) : ConstantWeight(query, 0)
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) => null;
}

internal sealed class MatchAllWeight(Query query, float score) : ConstantWeight(query, score)
{
    public override Scorer Scorer(SegmentReader reader, int segment, SearchBuffers buffers) => new AllScorer(reader.Segment.DocCount, Score);
}

/// <summary>Terms chosen one segment at a time, all with one score.</summary>
internal sealed class TermsWeight(Query query, string field, Func<TermDictionary, IEnumerable<PostingsEntry>> choose, float score) : ConstantWeight(query, score)
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers)
    {
        if (!reader.Segment.Inverted.TryGetValue(field, out var inverted)) return null;
        var union = new UnionScorer(inverted, choose(inverted.Terms), reader.Segment.DocCount, Score, buffers);
        return union.Cost > 0 ? union : null;
    }
}

/// <summary>Numbers between bounds, all with one score.</summary>
internal sealed class RangeWeight(Query query, string field, double from, double to, float score) : ConstantWeight(query, score)
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        reader.Segment.Numbers(field) is { } column ? new RangeScorer(column, from, to, reader.Segment.DocCount, Score) : null;
}

internal sealed class ConstantScoreWeight(Query query, Weight matches, float score) : ConstantWeight(query, score)
{
    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        matches.Scorer(reader, segment, buffers) is { } scorer ? new ConstantScorer(scorer, Score, buffers) : null;
}

/// <summary>One term of a field, looked up in each segment.</summary>
internal sealed class TermWeight(TermQuery query, PostingsEntry?[] term, Bm25? similarity) : Weight(query)
{
    private readonly string field = query.Field;

    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        term[segment] is { } entry ? new TermScorer(reader.Segment.Inverted[field], entry, similarity, buffers) : null;

    public override Explanation Explain(SegmentReader reader, int segment, int doc)
    {
        if (term[segment] is not { } entry) return Explanation.NoMatch("no matching term");
        var inverted = reader.Segment.Inverted[field];
        var postings = new Postings();
        inverted.Open(postings, entry);
        if (postings.Advance(doc) != doc) return Explanation.NoMatch("no matching term");
        var frequency = Explanation.Match(postings.Frequency, "freq, occurrences of term within document");
        return Bm25.Explain(similarity, Query, doc, frequency, inverted.HasPositions ? inverted.Norms[doc] : TermBounds.LengthOne);
    }
}

internal sealed class PhraseWeight(PhraseQuery query, PostingsEntry?[][] terms, int[] offsets, int[] identities, Bm25? similarity) : Weight(query)
{
    private readonly (string Field, int Slop) phrase = (query.Field, query.Slop);

    public override PhraseScorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers)
    {
        var entries = new PostingsEntry[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i][segment] is not { } entry) return null;
            entries[i] = entry;
        }
        var inverted = reader.Segment.Inverted[phrase.Field];
        return inverted.HasPositions ? new PhraseScorer(inverted, entries, offsets, identities, phrase.Slop, similarity, buffers) : null;
    }

    public override Explanation Explain(SegmentReader reader, int segment, int doc)
    {
        var buffers = SearchBuffers.Rent();
        try
        {
            return Scorer(reader, segment, buffers)?.FrequencyIn(doc) switch
            {
                null => Explanation.NoMatch("no matching terms"),
                0 => Explanation.NoMatch("no matching phrase"),
                { } frequency => Bm25.Explain(
                    similarity, Query, doc, Explanation.Match(frequency, $"phraseFreq={Query.Number(frequency)}"), reader.Segment.Inverted[phrase.Field].Norms[doc]),
            };
        }
        finally
        {
            buffers.Return();
        }
    }
}

internal sealed class DisjunctionMaxWeight(Query query, Weight[] weights, float tieBreaker) : Weight(query)
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

    public override Explanation Explain(SegmentReader reader, int segment, int doc)
    {
        Explanation[] matches = [.. weights.Select(weight => weight.Explain(reader, segment, doc)).Where(part => part.IsMatch)];
        if (matches is []) return Explanation.NoMatch("No matching clause");
        if (weights is [_]) return matches[0];
        var best = matches.Max(part => part.Value);
        var others = matches.Sum(part => part.Value) - best;
        return Explanation.Match(
            best + others * tieBreaker, tieBreaker == 0 ? "max of:" : $"max plus {Query.Number(tieBreaker)} times others of:", matches);
    }
}

internal sealed class BooleanWeight(Query query, Weight[] must, Weight[] filter, Weight[] should, Weight[] mustNot, int minimumShouldMatch) : Weight(query)
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

    public override Explanation Explain(SegmentReader reader, int segment, int doc)
    {
        var (parts, sum, optional, fails) = (new List<Explanation>(), 0f, 0, false);
        foreach (var weight in must) Add(weight, weight.Explain(reader, segment, doc), isRequired: true);
        foreach (var weight in filter)
        {
            var part = weight.Explain(reader, segment, doc);
            if (part.IsMatch) part = Explanation.Match(0, "match on required clause, product of:", Explanation.Match(0, "# clause"), part);
            Add(weight, part, isRequired: true);
        }
        foreach (var weight in should)
        {
            var part = weight.Explain(reader, segment, doc);
            if (part.IsMatch) optional++;
            Add(weight, part, isRequired: false);
        }
        var matches = must.Length + filter.Length + optional;
        foreach (var weight in mustNot)
        {
            if (weight.Explain(reader, segment, doc) is not { IsMatch: true } part) continue;
            parts.Add(Explanation.NoMatch($"match on prohibited clause ({weight.Query})", part));
            fails = true;
        }
        if (fails) return Explanation.NoMatch("Failure to meet condition(s) of required/prohibited clause(s)", parts);
        if (matches == 0) return Explanation.NoMatch("No matching clauses", parts);
        if (optional < minimumShouldMatch) return Explanation.NoMatch($"Failure to match minimum number of optional clauses: {minimumShouldMatch}", parts);
        return must.Length + should.Length == 1 && filter.Length + mustNot.Length == 0 ? parts[0] : Explanation.Match(sum, "sum of:", parts);

        void Add(Weight weight, Explanation part, bool isRequired)
        {
            if (part.IsMatch) sum += part.Value;
            else if (isRequired)
            {
                part = Explanation.NoMatch($"no match on required clause ({weight.Query})", part);
                fails = true;
            }
            else return;
            parts.Add(part);
        }
    }

    private static Scorer[] Scorers(Weight[] weights, SegmentReader reader, int segment, SearchBuffers buffers)
    {
        var scorers = new List<Scorer>(weights.Length);
        foreach (var weight in weights)
            if (weight.Scorer(reader, segment, buffers) is { } scorer) scorers.Add(scorer);
        return [.. scorers];
    }
}

/// <summary>Scores multiplied by what a function says of each document.</summary>
internal sealed class FunctionScoreWeight(FunctionScoreQuery query, Weight matches) : Weight(query)
{
    private readonly DecayFunction function = query.Function;

    public override Scorer? Scorer(SegmentReader reader, int segment, SearchBuffers buffers) =>
        matches.Scorer(reader, segment, buffers) is { } scorer ? new FunctionScorer(scorer, function, reader.Segment.Numbers(function.Field), buffers) : null;

    public override Explanation Explain(SegmentReader reader, int segment, int doc)
    {
        var score = matches.Explain(reader, segment, doc);
        if (!score.IsMatch) return score;
        var distance = FunctionScorer.Distance(reader.Segment.Numbers(function.Field), doc, function.Origin);
        var decay = distance is not { } far ? Explanation.Match((float)function.Missing, $"decay, as for documents without {function.Field}")
            : Explanation.Match(
                (float)function.At(far), function.Shape == DecayShape.Exponential ? "decay, computed as 0.5 ^ (distance / scale) from:" : "decay, computed as max(0, 1 - distance / (2 * scale)) from:",
                Explanation.Match((float)far, $"distance, between {function.Field} and the origin"),
                Explanation.Match((float)function.Scale, "scale, distance at which the decay is a half"));
        var factor = Explanation.Match(
            function.Factor(distance), "boost, computed as 1 - weight + weight * decay from:",
            Explanation.Match((float)function.Weight, "weight, share of the score that decays"), decay);
        return Explanation.Match(score.Value * factor.Value, $"weight({Query}), product of:", score, factor);
    }
}
