using System.Globalization;
using System.Text;
using Mhg.Search.Automata;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>Makes a query ready for a snapshot.</summary>
internal sealed class QueryCompiler(IndexSchema schema, IndexSnapshot snapshot)
{
    // Lucene's FuzzyQuery.defaultMaxExpansions.
    private const int MaxFuzzyTerms = 50;

    /// <param name="query">The query.</param>
    /// <param name="scored">Whether scores are asked for; a filter needs none.</param>
    /// <param name="boost">What scores are multiplied by.</param>
    public Weight Compile(Query query, bool scored, float boost = 1)
    {
        if (!scored) boost = 0;
        return query switch
        {
            MatchAllQuery => new MatchAllWeight(query, boost),
            BoostQuery boosted => Compile(boosted.Query, scored, boost * boosted.Factor),
            ConstantScoreQuery constant => new ConstantScoreWeight(constant, Compile(constant.Query, scored: false), boost),
            DisjunctionMaxQuery any => new DisjunctionMaxWeight(any, [.. any.Queries.Select(each => Compile(each, scored, boost))], any.TieBreaker),
            BooleanQuery boolean => Compile(boolean, scored, boost),
            FunctionScoreQuery function => Compile(function, scored, boost),
            TermQuery term => Compile(term, scored, boost),
            PhraseQuery phrase => Compile(phrase, scored, boost),
            FuzzyQuery fuzzy => Compile(fuzzy, scored, boost),
            TermSetQuery set when IsNumeric(set.Field, out _) =>
                new ConstantScoreWeight(set, Compile(BooleanQuery.Or(set.Terms.Select(term => new TermQuery(set.Field, term))), scored: false), boost),
            TermSetQuery set => new TermsWeight(set, set.Field, terms => TermExpansion.Equal(terms, set.Terms), boost),
            PrefixQuery prefix => new TermsWeight(prefix, prefix.Field, terms => TermExpansion.StartingWith(terms, prefix.Start), boost),
            WildcardQuery wildcard => Matching(wildcard, wildcard.Field, Automaton.Wildcard(wildcard.Pattern), boost),
            RegexpQuery regexp => Matching(regexp, regexp.Field, Automaton.Regexp(regexp.Pattern), boost),
            RangeQuery range when IsNumeric(range.Field, out var isDate) => Numbers(range, range.Field, boost, Bounds(range, isDate)),
            RangeQuery range => new TermsWeight(range, range.Field, terms => TermExpansion.Between(terms, range.From, range.To, range.IncludeFrom, range.IncludeTo), boost),
            _ => throw new NotSupportedException($"A searcher can't run a {query.GetType().Name}."),
        };
    }

    private BooleanWeight Compile(BooleanQuery query, bool scored, float boost)
    {
        return new BooleanWeight(query, Of(Occur.Must, scored), Of(Occur.Filter, false), Of(Occur.Should, scored), Of(Occur.MustNot, false), query.MinimumShouldMatch);

        Weight[] Of(Occur occur, bool counts)
        {
            var weights = new List<Weight>();
            foreach (var clause in query.Clauses)
            {
                if (clause.Occur != occur) continue;
                if (occur == Occur.Should && query.MinimumShouldMatch <= 1) AddAny(weights, clause.Query, counts, boost);
                else weights.Add(Compile(clause.Query, counts, boost));
            }
            return [.. weights];
        }
    }

    /// <summary>Adds a query to the parts of which any may match; one that is itself made of nothing but such parts is taken apart.</summary>
    private void AddAny(List<Weight> weights, Query query, bool scored, float boost)
    {
        while (query is BoostQuery boosted) (query, boost) = (boosted.Query, boost * boosted.Factor);
        if (query is BooleanQuery { MinimumShouldMatch: <= 1 } inner && inner.Clauses.All(clause => clause.Occur == Occur.Should))
            foreach (var clause in inner.Clauses) AddAny(weights, clause.Query, scored, boost);
        else weights.Add(Compile(query, scored, boost));
    }

    private Weight Compile(FunctionScoreQuery query, bool scored, float boost)
    {
        if (!IsNumeric(query.Function.Field, out _)) throw new ArgumentException($"Scores can't follow from '{query.Function.Field}': that takes a number or date field.");
        var matches = Compile(query.Query, scored, boost);
        return scored ? new FunctionScoreWeight(query, matches) : matches;
    }

    private Weight Compile(TermQuery query, bool scored, float boost)
    {
        if (IsNumeric(query.Field, out var isDate)) return Numbers(query, query.Field, boost, Bounds(query.Term, isDate));
        if (schema.TryGetField(query.Field, out var field) && field is KeywordField { Folding: { } folding })
            return new TermsWeight(query, query.Field, terms => TermExpansion.Equal(terms, query.Term, folding), boost);
        var term = Find(query.Field, query.Term);
        return new TermWeight(query, term, scored ? Similarity(query.Field, boost, DocFrequency(term)) : null);
    }

    private Weight Compile(PhraseQuery query, bool scored, float boost)
    {
        if (query.Terms is []) return new NoMatchWeight(query);
        if (query.Terms is [var only]) return Compile(new TermQuery(query.Field, only.Term), scored, boost);
        string[] words = [.. query.Terms.Select(term => term.Term)];
        PostingsEntry?[][] terms = [.. words.Select(word => Find(query.Field, word))];
        var similarity = scored ? Similarity(query.Field, boost, [.. terms.Select(DocFrequency)]) : null;
        return new PhraseWeight(
            query, terms, [.. query.Terms.Select(term => term.Position)], [.. words.Select(word => Array.IndexOf(words, word))], similarity);
    }

    private static TermsWeight Matching(Query query, string field, Automaton automaton, float score) =>
        new(query, field, terms => TermExpansion.Matching(terms, automaton), score);

    /// <summary>
    /// As Lucene rewrites it (TopTermsBlendedFreqScoringRewrite): the likest terms, each as rare as the commonest of
    /// them, so that a misspelling does not score higher for being rare.
    /// </summary>
    private Weight Compile(FuzzyQuery query, bool scored, float boost)
    {
        var automaton = Automaton.Levenshtein(query.Term, query.MaxEdits, query.PrefixLength);
        var word = Automaton.CodePoints(query.Term);
        var similar = new Dictionary<string, (float Boost, PostingsEntry?[] Term)>(StringComparer.Ordinal);
        for (var i = 0; i < snapshot.Readers.Length; i++)
        {
            if (!snapshot.Readers[i].Segment.Inverted.TryGetValue(query.Field, out var field)) continue;
            for (var matching = new MatchingTerms(field.Terms, automaton); matching.MoveNext();)
            {
                var text = Encoding.UTF8.GetString(matching.Term);
                if (!similar.TryGetValue(text, out var found))
                    similar[text] = found = (Likeness(word, Automaton.CodePoints(text)), new PostingsEntry?[snapshot.Readers.Length]);
                found.Term[i] = matching.Postings;
            }
        }
        var best = similar.OrderByDescending(term => term.Value.Boost).ThenBy(term => term.Key, CodePointOrder.Comparer)
            .Take(MaxFuzzyTerms).ToList();
        if (best.Count == 0) return new NoMatchWeight(query);
        var frequency = best.Max(term => DocFrequency(term.Value.Term));
        Weight[] weights = [.. best.Select(term => new TermWeight(
            new TermQuery(query.Field, term.Key), term.Value.Term, scored ? Similarity(query.Field, boost * term.Value.Boost, frequency) : null))];
        return new BooleanWeight(query, [], [], weights, [], 1);
    }

    // Short terms that have nothing in common are found too, with a score of 0.
    private static float Likeness(int[] word, int[] other) =>
        EditDistance.Between(word, other) is > 0 and var edits ? Math.Max(0, 1 - edits / (float)Math.Min(word.Length, other.Length)) : 1;

    private static RangeWeight Numbers(Query query, string name, float score, (double From, double To) bounds) => new(query, name, bounds.From, bounds.To, score);

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

    private Bm25 Similarity(string field, float boost, params int[] docFrequencies) => new(snapshot.Statistics(field), boost, docFrequencies);

    /// <summary>How many documents have the term.</summary>
    public int DocFrequency(string field, string term) => DocFrequency(Find(field, term));

    private static int DocFrequency(PostingsEntry?[] term)
    {
        var sum = 0;
        foreach (var entry in term) sum += entry?.DocFrequency ?? 0;
        return sum;
    }

    /// <summary>The postings of a term in each segment.</summary>
    private PostingsEntry?[] Find(string field, string term)
    {
        var found = new PostingsEntry?[snapshot.Readers.Length];
        for (var i = 0; i < found.Length; i++)
            if (snapshot.Readers[i].Segment.Inverted.TryGetValue(field, out var inverted) && inverted.TryFind(term, out var entry)) found[i] = entry;
        return found;
    }
}
