using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Suggesting;

/// <summary>Something to offer while a person types.</summary>
/// <param name="Text">A term of the index.</param>
/// <param name="Count">How many documents that the reader may see have it.</param>
public readonly record struct Suggestion(string Text, int Count);

/// <summary>Completes what a person types from the terms of the index.</summary>
/// <param name="searcher">The index.</param>
public sealed class Suggester(IndexSearcher searcher)
{
    /// <summary>
    /// The terms that go on from what was typed, the commonest first. In a keyword field (of titles, say) upper and lower
    /// case are the same and any word of the term may be meant, terms that begin with it coming first; in a text field
    /// the terms are those of its analyzer, so a field without stemming suits.
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
        typed = found is TextField text ? text.Analyzer.Normalize(typed.Trim()) : typed.Trim();
        if (typed.Length == 0) return [];

        var counts = new Dictionary<string, (int Count, bool AtStart)>(StringComparer.Ordinal);
        var weight = new QueryCompiler(searcher.Schema, searcher.Snapshot).Compile(filter ?? Query.All, scored: false);
        foreach (var reader in searcher.Snapshot.Readers)
        {
            if (!reader.Segment.Inverted.TryGetValue(field, out var inverted) || weight.Scorer(reader) is not { } scorer) continue;
            var visible = Visible(reader, scorer);
            foreach (var (term, atStart) in found is TextField ? Starting(inverted, typed) : Containing(inverted, typed))
            {
                var count = 0;
                foreach (var doc in inverted.Docs.AsSpan(inverted.Starts[term]..inverted.Starts[term + 1]))
                    if (visible[doc]) count++;
                if (count == 0) continue;
                var name = inverted.Terms[term];
                counts[name] = (counts.GetValueOrDefault(name).Count + count, atStart);
            }
        }
        return [.. counts.OrderByDescending(term => term.Value.AtStart).ThenByDescending(term => term.Value.Count)
            .ThenBy(term => term.Key, CodePointOrder.Comparer).Take(top).Select(term => new Suggestion(term.Key, term.Value.Count))];
    }

    private static FixedBitSet Visible(SegmentReader reader, Scorer scorer)
    {
        var visible = new FixedBitSet(reader.Segment.DocCount);
        for (var doc = scorer.Next(); doc != Scorer.End; doc = scorer.Next())
            if (reader.Live[doc]) visible.Set(doc);
        return visible;
    }

    private static IEnumerable<(int Term, bool AtStart)> Starting(InvertedField inverted, string typed) =>
        TermExpansion.StartingWith(inverted, typed).Select(term => (term, true));

    private static IEnumerable<(int Term, bool AtStart)> Containing(InvertedField inverted, string typed)
    {
        for (var term = 0; term < inverted.Terms.Length; term++)
        {
            var text = inverted.Terms[term];
            var at = text.IndexOf(typed, StringComparison.OrdinalIgnoreCase);
            while (at > 0 && char.IsLetterOrDigit(text[at - 1])) at = text.IndexOf(typed, at + 1, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) yield return (term, at == 0);
        }
    }
}
