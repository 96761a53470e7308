using System.Globalization;
using Mhg.Search.Automata;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Searching;

/// <summary>Makes a query ready for a snapshot.</summary>
internal sealed class QueryCompiler(IndexSchema schema, IndexSnapshot snapshot)
{
    // Lucene's FuzzyQuery.defaultMaxExpansions.
    private const int MaxFuzzyTerms = 50;

    private readonly Dictionary<string, FieldStatistics> statistics = new(StringComparer.Ordinal);

    /// <param name="query">The query.</param>
    /// <param name="scored">Whether scores are asked for; a filter needs none.</param>
    /// <param name="boost">What scores are multiplied by.</param>
    public Weight Compile(Query query, bool scored, float boost = 1) => query switch
    {
        MatchAllQuery => new MatchAllWeight(boost),
        BoostQuery boosted => Compile(boosted.Query, scored, boost * boosted.Factor),
        ConstantScoreQuery constant => new ConstantScoreWeight(Compile(constant.Query, scored: false), boost),
        DisjunctionMaxQuery any => new DisjunctionMaxWeight([.. any.Queries.Select(each => Compile(each, scored, boost))], any.TieBreaker),
        BooleanQuery boolean => Compile(boolean, scored, boost),
        TermQuery term => Compile(term, scored, boost),
        PhraseQuery phrase => Compile(phrase, scored, boost),
        FuzzyQuery fuzzy => Compile(fuzzy, scored, boost),
        TermSetQuery set when IsNumeric(set.Field, out _) =>
            new ConstantScoreWeight(Compile(BooleanQuery.Or(set.Terms.Select(term => new TermQuery(set.Field, term))), scored: false), boost),
        TermSetQuery set => Terms(set.Field, boost, field => set.Terms.Select(field.Find).Where(term => term >= 0)),
        PrefixQuery prefix => Terms(prefix.Field, boost, field => TermExpansion.StartingWith(field, prefix.Start)),
        WildcardQuery wildcard => Compile(wildcard, boost),
        RegexpQuery regexp when Automaton.Regexp(regexp.Pattern) is var automaton => Terms(regexp.Field, boost, field => Enumerable.Range(0, field.Terms.Length).Where(term => automaton.Matches(field.Terms[term]))),
        RangeQuery range when IsNumeric(range.Field, out var isDate) => Numbers(range.Field, boost, Bounds(range, isDate)),
        RangeQuery range => Terms(range.Field, boost, field => TermExpansion.Between(field, range.From, range.To, range.IncludeFrom, range.IncludeTo)),
        _ => throw new NotSupportedException($"A searcher can't run a {query.GetType().Name}."),
    };

    private BooleanWeight Compile(BooleanQuery query, bool scored, float boost)
    {
        return new BooleanWeight(Of(Occur.Must, scored), Of(Occur.Filter, false), Of(Occur.Should, scored), Of(Occur.MustNot, false), query.MinimumShouldMatch);

        Weight[] Of(Occur occur, bool counts) =>
            [.. query.Clauses.Where(clause => clause.Occur == occur).Select(clause => Compile(clause.Query, counts, boost))];
    }

    private Weight Compile(TermQuery query, bool scored, float boost)
    {
        if (IsNumeric(query.Field, out var isDate)) return Numbers(query.Field, boost, Bounds(query.Term, isDate));
        if (schema.TryGetField(query.Field, out var field) && field is KeywordField { IgnoreCase: true })
            return Terms(query.Field, boost, values => TermExpansion.EqualIgnoringCase(values, query.Term));
        return new TermWeight(query.Field, query.Term, scored ? Similarity(query.Field, boost, DocFrequency(query.Field, query.Term)) : null);
    }

    private Weight Compile(PhraseQuery query, bool scored, float boost)
    {
        if (query.Terms is []) return new NoMatchWeight();
        if (query.Terms is [var only]) return Compile(new TermQuery(query.Field, only.Term), scored, boost);
        string[] terms = [.. query.Terms.Select(term => term.Term)];
        var similarity = scored ? Similarity(query.Field, boost, [.. terms.Select(term => DocFrequency(query.Field, term))]) : null;
        return new PhraseWeight(query.Field, terms, [.. query.Terms.Select(term => term.Position)], query.Slop, similarity);
    }

    private static SetWeight Compile(WildcardQuery query, float boost)
    {
        var pattern = new WildcardPattern(query.Pattern);
        return Terms(query.Field, boost, field => TermExpansion.Matching(field, pattern));
    }

    /// <summary>
    /// As Lucene rewrites it (TopTermsBlendedFreqScoringRewrite): the likest terms, each as rare as the commonest of
    /// them, so that a misspelling does not score higher for being rare.
    /// </summary>
    private Weight Compile(FuzzyQuery query, bool scored, float boost)
    {
        var distance = new EditDistance(query.Term, query.MaxEdits);
        var similar = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var reader in snapshot.Readers)
        {
            if (!reader.Segment.Inverted.TryGetValue(query.Field, out var field)) continue;
            foreach (var (term, edits, length) in distance.Near(field))
            {
                // Short terms that have nothing in common are found too, with a score of 0.
                similar[field.Terms[term]] = edits == 0 ? 1 : Math.Max(0, 1 - edits / (float)Math.Min(length, distance.TermLength));
            }
        }
        var best = similar.OrderByDescending(term => term.Value).ThenBy(term => term.Key, CodePointOrder.Comparer).Take(MaxFuzzyTerms).ToList();
        if (best.Count == 0) return new NoMatchWeight();
        var frequency = best.Max(term => DocFrequency(query.Field, term.Key));
        Weight[] weights = [.. best.Select(term => new TermWeight(query.Field, term.Key, scored ? Similarity(query.Field, boost * term.Value, frequency) : null))];
        return new BooleanWeight([], [], weights, [], 1);
    }

    private static SetWeight Terms(string name, float score, Func<InvertedField, IEnumerable<int>> choose) => new(
        segment => segment.Inverted.TryGetValue(name, out var field) ? TermExpansion.Union(field, segment.DocCount, choose(field)) : null, score);

    private static SetWeight Numbers(string name, float score, (double From, double To) bounds) => new(
        segment =>
        {
            if (!segment.Numbers.TryGetValue(name, out var column)) return null;
            var set = new FixedBitSet(segment.DocCount);
            for (var doc = 0; doc < segment.DocCount; doc++)
                foreach (var value in column.Of(doc))
                    if (value >= bounds.From && value <= bounds.To) set.Set(doc);
            return set;
        },
        score);

    private bool IsNumeric(string name, out bool isDate)
    {
        schema.TryGetField(name, out var field);
        isDate = field is DateField;
        return field is NumberField or DateField;
    }

    private static (double From, double To) Bounds(RangeQuery range, bool isDate)
    {
        var from = range.From is null ? double.NegativeInfinity
            : range.IncludeFrom ? Bounds(range.From, isDate).From : double.BitIncrement(Bounds(range.From, isDate).To);
        var to = range.To is null ? double.PositiveInfinity
            : range.IncludeTo ? Bounds(range.To, isDate).To : double.BitDecrement(Bounds(range.To, isDate).From);
        return (from, to);
    }

    // A value that can't be read equals no value.
    private static (double From, double To) Bounds(string value, bool isDate)
    {
        if (isDate) return DatePeriod.TryParse(value, out var period) ? (period.First, period.Last) : (double.NaN, double.NaN);
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number, number) : (double.NaN, double.NaN);
    }

    private Bm25 Similarity(string field, float boost, params ReadOnlySpan<int> docFrequencies)
    {
        var statistics = Statistics(field);
        var idf = 0f;
        foreach (var frequency in docFrequencies) idf += Bm25.Idf(frequency, statistics.DocCount);
        return new Bm25(boost, idf, statistics);
    }

    private FieldStatistics Statistics(string name)
    {
        if (statistics.TryGetValue(name, out var found)) return found;
        foreach (var reader in snapshot.Readers)
            if (reader.Segment.Inverted.TryGetValue(name, out var field))
                found = new(found.DocCount + field.DocCount, found.TokenCount + field.SumTotalTermFrequency);
        return statistics[name] = found;
    }

    public int DocFrequency(string name, string term)
    {
        var sum = 0;
        foreach (var reader in snapshot.Readers)
            if (reader.Segment.Inverted.TryGetValue(name, out var field) && field.Find(term) is >= 0 and var number) sum += field.DocFrequency(number);
        return sum;
    }
}
