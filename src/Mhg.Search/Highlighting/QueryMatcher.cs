using Mhg.Search.Analysis;
using Mhg.Search.Automata;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Highlighting;

/// <summary>Tells which tokens of a text a query finds in one field.</summary>
internal sealed class QueryMatcher
{
    private sealed record Part(Func<string, bool> Matches, float Weight);

    private readonly string field;
    private readonly Func<string, float> weigh;
    private readonly Dictionary<string, (int Number, float Weight)> terms = new(StringComparer.Ordinal);
    private readonly List<Part> patterns = [];
    private readonly List<PhraseQuery> phrases = [];

    /// <param name="query">The query.</param>
    /// <param name="field">The field that the text belongs to.</param>
    /// <param name="weigh">How much a term tells, for instance its rarity.</param>
    public QueryMatcher(Query query, string field, Func<string, float> weigh)
    {
        this.field = field;
        this.weigh = weigh;
        Collect(query, 1);
    }

    /// <summary>The tokens found: which one, by which part of the query, and how much that part tells.</summary>
    public List<(Token Token, int Part, float Weight)> Find(IReadOnlyList<Token> tokens)
    {
        var found = new List<(Token, int, float)>();
        var inPhrase = new HashSet<int>();
        foreach (var phrase in phrases) Find(phrase, tokens, inPhrase);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (terms.TryGetValue(tokens[i].Term, out var term)) found.Add((tokens[i], term.Number, term.Weight));
            else if (inPhrase.Contains(i)) found.Add((tokens[i], tokens[i].Term.GetHashCode(StringComparison.Ordinal), weigh(tokens[i].Term)));
            else
            {
                var pattern = patterns.FindIndex(part => part.Matches(tokens[i].Term));
                if (pattern >= 0) found.Add((tokens[i], -1 - pattern, patterns[pattern].Weight));
            }
        }
        return found;
    }

    private void Collect(Query query, float boost)
    {
        switch (query)
        {
            case BoostQuery boosted: Collect(boosted.Query, boost * boosted.Factor); break;
            case ConstantScoreQuery constant: Collect(constant.Query, boost); break;
            case FunctionScoreQuery function: Collect(function.Query, boost); break;
            case DisjunctionMaxQuery any:
                foreach (var each in any.Queries) Collect(each, boost);
                break;
            case BooleanQuery boolean:
                foreach (var clause in boolean.Clauses)
                    if (clause.Occur is Occur.Must or Occur.Should) Collect(clause.Query, boost);
                break;
            case TermQuery term when term.Field == field: terms.TryAdd(term.Term, (terms.Count, boost * weigh(term.Term))); break;
            case TermSetQuery set when set.Field == field:
                foreach (var term in set.Terms) terms.TryAdd(term, (terms.Count, boost));
                break;
            case PhraseQuery phrase when phrase.Field == field: phrases.Add(phrase); break;
            case PrefixQuery prefix when prefix.Field == field:
                patterns.Add(new(term => term.StartsWith(prefix.Start, StringComparison.Ordinal), boost));
                break;
            // A pattern of nothing but signs finds every word, which shows nothing.
            case WildcardQuery wildcard when wildcard.Field == field && wildcard.Pattern.Any(c => c is not ('*' or '?')):
                Match(Automaton.Wildcard(wildcard.Pattern), boost);
                break;
            case RegexpQuery regexp when regexp.Field == field && regexp.Pattern.Any(char.IsLetterOrDigit):
                Match(Automaton.Regexp(regexp.Pattern), boost);
                break;
            case FuzzyQuery fuzzy when fuzzy.Field == field:
                Match(Automaton.Levenshtein(fuzzy.Term, fuzzy.MaxEdits, fuzzy.PrefixLength), boost * weigh(fuzzy.Term));
                break;
            case RangeQuery range when range.Field == field && (range.From ?? range.To) is not null:
                patterns.Add(new(term => IsWithin(range, term), boost));
                break;
        }
    }

    private void Match(Automaton automaton, float weight) => patterns.Add(new(term => automaton.Matches(term), weight));

    private static bool IsWithin(RangeQuery range, string term) =>
        (range.From is null || CodePointOrder.Compare(term, range.From) is var low && (low > 0 || low == 0 && range.IncludeFrom))
        && (range.To is null || CodePointOrder.Compare(term, range.To) is var high && (high < 0 || high == 0 && range.IncludeTo));

    private static void Find(PhraseQuery phrase, IReadOnlyList<Token> tokens, HashSet<int> found)
    {
        var places = phrase.Terms.Select(term => term.Term).Distinct(StringComparer.Ordinal)
            .ToDictionary(term => term, _ => new List<int>(), StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count; i++)
            if (places.TryGetValue(tokens[i].Term, out var list)) list.Add(i);
        if (places.Values.Any(list => list.Count == 0)) return;
        var chosen = new int[phrase.Terms.Count];
        foreach (var first in places[phrase.Terms[0].Term])
        {
            var start = tokens[first].Position - phrase.Terms[0].Position;
            chosen[0] = first;
            var complete = true;
            for (var t = 1; t < chosen.Length && complete; t++)
            {
                var wanted = start + phrase.Terms[t].Position;
                var list = places[phrase.Terms[t].Term];
                chosen[t] = Nearest(list, tokens, wanted);
                complete = Math.Abs(tokens[chosen[t]].Position - wanted) <= phrase.Slop;
            }
            if (complete) found.UnionWith(chosen);
        }
    }

    private static int Nearest(List<int> list, IReadOnlyList<Token> tokens, int position)
    {
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[list[middle]].Position < position) low = middle + 1;
            else high = middle;
        }
        if (low == list.Count) return list[^1];
        return low > 0 && position - tokens[list[low - 1]].Position < tokens[list[low]].Position - position ? list[low - 1] : list[low];
    }
}
