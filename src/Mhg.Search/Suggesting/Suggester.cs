using System.Buffers;
using System.Text;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;

namespace Mhg.Search.Suggesting;

/// <summary>Something to offer while a person types.</summary>
/// <param name="Text">The whole text to offer.</param>
/// <param name="Weight">How many documents that the reader may see have it (of very many, about how many), or the weight that they give it.</param>
public readonly record struct Suggestion(string Text, double Weight);

/// <summary>
/// Completes what a person types from the terms of the index, whatever the case and accents of either. Whole values are found
/// by any of their words, as by Lucene's AnalyzingInfixSuggester.
/// </summary>
/// <param name="searcher">The index.</param>
public sealed class Suggester(IndexSearcher searcher)
{
    // Of the words that begin with what was typed, so many of the commonest are counted; more only where these yield too few.
    private const int MaxCounted = 256;

    private static readonly CharacterFolding Folding = CharacterFolding.IgnoringCaseAndAccents;

    /// <summary>
    /// In a keyword field (of titles, say) the values that begin with what was typed. In a text field what was typed with its
    /// last word completed, from documents that have its other words, too; the words are those of the field's analyzer, so
    /// that a field without stemming suits. The commonest come first.
    /// </summary>
    /// <param name="field">A keyword or text field.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="filter">What the reader may see: only words of such documents are suggested. Null for everything.</param>
    /// <param name="top">How many suggestions are wanted.</param>
    /// <exception cref="ArgumentException">The field has no terms.</exception>
    public IReadOnlyList<Suggestion> Complete(string field, string typed, Query? filter, int top = 10)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        ArgumentNullException.ThrowIfNull(typed);
        if (!searcher.Schema.TryGetField(field, out var found) || found is not (TextField or KeywordField))
            throw new ArgumentException($"The field '{field}' has no terms to suggest: that takes a keyword or text field.", nameof(field));
        typed = Composed(typed);
        if (found is KeywordField) return typed.Trim() is { Length: > 0 } start ? Best(field, start, "", new VisibleDocuments(searcher, filter), top) : [];
        if (Words(field, typed) is not [.. var before, var last] || last.End < typed.Length) return [];
        var visible = new VisibleDocuments(searcher, filter);
        foreach (var word in before) visible.Restrict(field, word.Term);
        return Best(field, typed[last.Start..], typed[..last.Start], visible, top);
    }

    /// <summary>
    /// The values of a keyword field that have all words that were typed, the last one as the beginning of a word: first those
    /// that begin with what was typed, then by weight.
    /// </summary>
    /// <param name="field">The keyword field: titles, say.</param>
    /// <param name="words">The text field with the words of the same values; one without stemming suits.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="filter">What the reader may see: only values of such documents are suggested. Null for everything.</param>
    /// <param name="weight">A number or date field that says how much a document's value is worth offering; null counts documents.</param>
    /// <param name="top">How many suggestions are wanted.</param>
    /// <exception cref="ArgumentException">The fields are of other kinds.</exception>
    public IReadOnlyList<Suggestion> CompleteValues(string field, string words, string typed, Query? filter, string? weight = null, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Require(field, found => found is KeywordField, "keyword");
        Require(words, found => found is TextField, "text");
        if (weight is not null) Require(weight, found => found is NumberField or DateField, "number or date");
        typed = Composed(typed.Trim());
        if (Words(words, typed) is not [.. var before, var last]) return [];
        var matching = new VisibleDocuments(searcher, filter);
        foreach (var word in before) matching.Restrict(words, word.Term);
        matching.Restrict(words, last.End == typed.Length ? typed[last.Start..] : last.Term, isPrefix: last.End == typed.Length);

        var best = new Dictionary<string, (bool IsStart, double Weight)>(StringComparer.Ordinal);
        for (var i = 0; i < searcher.Snapshot.Readers.Length; i++)
        {
            var segment = searcher.Snapshot.Readers[i].Segment;
            foreach (var (text, isStart, value) in BestValues(segment, matching.Of(i), field, typed, weight, top))
                best[text] = best.TryGetValue(text, out var other) ? (isStart, Math.Max(value, other.Weight)) : (isStart, value);
        }
        return
        [
            .. best.Select(each => (each.Value.IsStart, Suggestion: new Suggestion(each.Key, weight is null ? matching.CountOf(field, each.Key) : each.Value.Weight)))
                .OrderByDescending(each => each.IsStart).ThenByDescending(each => each.Suggestion.Weight)
                .ThenBy(each => each.Suggestion.Text, CodePointOrder.Comparer).Take(top).Select(each => each.Suggestion),
        ];
    }

    private void Require(string name, Predicate<IndexField> isRight, string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!searcher.Schema.TryGetField(name, out var field) || !isRight(field)) throw new ArgumentException($"The field '{name}' can't be used here: that takes a {kind} field.");
    }

    /// <summary>The words that were typed, one a position.</summary>
    private List<Token> Words(string field, string typed) =>
        [.. searcher.Schema.AnalyzerOf(field).Tokenize(typed).DistinctBy(token => token.Position)];

    // Letters with their marks are folded, which may have been typed as two characters. What is no character has no form.
    private static string Composed(string text) => string.Concat(text.EnumerateRunes()).Replace('\uFFFE', '\uFFFD').Normalize();

    /// <summary>The terms that begin with a text, the commonest first.</summary>
    private List<Suggestion> Best(string field, string start, string before, VisibleDocuments visible, int top)
    {
        var dictionaries = Array.ConvertAll(searcher.Snapshot.Readers, reader => reader.Segment.Inverted.GetValueOrDefault(field)?.Terms);
        var terms = new MergedTerms(Array.ConvertAll(dictionaries, terms => terms is null ? null : new FoldedTerms(terms, start, Folding, isPrefix: true)));
        var candidates = new List<((int Segment, int Number) Term, (int DocFrequency, int Order) Rank)>();
        while (terms.MoveNext()) candidates.Add(((terms.Segment, terms.Number), (-terms.DocFrequency, candidates.Count)));

        // No more documents count than have the term, so that most terms need not be looked at.
        var queue = new PriorityQueue<(int Segment, int Number), (int DocFrequency, int Order)>(candidates);
        var best = new List<Suggestion>();
        for (var counted = 0; top > 0 && queue.TryDequeue(out var term, out var rank); counted++)
        {
            if (best.Count == top && (-rank.DocFrequency <= best[^1].Weight || counted >= MaxCounted)) break;
            var text = dictionaries[term.Segment]!.TermAt(term.Number);
            if (visible.CountOf(field, text) is not (> 0 and var count)) continue;
            best.Insert(best.TakeWhile(other => other.Weight >= count).Count(), new Suggestion(before + text, count));
            if (best.Count > top) best.RemoveAt(top);
        }
        return best;
    }

    /// <summary>The best values of some documents of a segment, those that begin with a text before the others.</summary>
    private static List<(string Text, bool IsStart, double Weight)> BestValues(Segment segment, FixedBitSet documents, string field, string start, string? weight, int top)
    {
        const double none = double.NegativeInfinity;
        if (segment.Keywords(field) is not { } column) return [];
        var terms = segment.Inverted[field].Terms;
        var worths = weight is null ? null : segment.Numbers(weight);
        var weights = ArrayPool<double>.Shared.Rent(terms.Count);
        try
        {
            weights.AsSpan(..terms.Count).Fill(none);
            foreach (var doc in documents)
            {
                for (var (place, end) = column.Of(doc); place < end; place++)
                {
                    ref var sum = ref weights[column.At(place)];
                    if (weight is null) sum = Math.Max(sum, 0) + 1;
                    else sum = Math.Max(sum, Worth(worths, doc));
                }
            }
            var best = new PriorityQueue<(int Number, bool IsStart), (bool IsStart, double Weight, int Order)>();
            for (var starting = new FoldedTerms(terms, start, Folding, isPrefix: true); starting.MoveNext();) Offer(starting.Number, isStart: true);
            for (var number = 0; number < terms.Count; number++) Offer(number, isStart: false);
            return [.. best.UnorderedItems.Select(item => (terms.TermAt(item.Element.Number), item.Element.IsStart, item.Priority.Weight))];

            void Offer(int number, bool isStart)
            {
                if (weights[number] == none) return;
                var rank = (isStart, weights[number], -number);
                if (best.Count < top) best.Enqueue((number, isStart), rank);
                else if (best.Count > 0 && best.TryPeek(out _, out var worst) && rank.CompareTo(worst) > 0) best.EnqueueDequeue((number, isStart), rank);
                weights[number] = none;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(weights);
        }
    }

    private static double Worth(NumberColumn? column, int doc) =>
        column?.Of(doc) is (var place, var end) && place < end ? column.At(place) : double.MinValue;
}
