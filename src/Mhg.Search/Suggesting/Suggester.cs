using System.Text;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;

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
        var visible = searcher.Documents(filter ?? Query.All);
        var postings = new Postings();
        for (var i = 0; i < visible.Length; i++)
        {
            if (!searcher.Snapshot.Readers[i].Segment.Inverted.TryGetValue(field, out var inverted)) continue;
            foreach (var (term, entry, atStart) in found is TextField ? Starting(inverted.Terms, typed) : Containing(inverted.Terms, typed))
            {
                inverted.Open(postings, entry);
                var count = 0;
                for (var doc = postings.Advance(0); doc != Postings.End; doc = postings.Advance(doc + 1))
                    if (visible[i][doc]) count++;
                if (count > 0) counts[term] = (counts.GetValueOrDefault(term).Count + count, atStart);
            }
        }
        return [.. counts.OrderByDescending(term => term.Value.AtStart).ThenByDescending(term => term.Value.Count)
            .ThenBy(term => term.Key, CodePointOrder.Comparer).Take(top).Select(term => new Suggestion(term.Key, term.Value.Count))];
    }

    private static IEnumerable<(string Term, PostingsEntry Postings, bool AtStart)> Starting(TermDictionary terms, string typed)
    {
        var start = Encoding.UTF8.GetBytes(typed);
        var cursor = new TermCursor(terms);
        for (var found = cursor.Seek(start); found && cursor.Term.StartsWith(start); found = cursor.MoveNext())
            yield return (cursor.Text, cursor.Postings, true);
    }

    private static IEnumerable<(string Term, PostingsEntry Postings, bool AtStart)> Containing(TermDictionary terms, string typed)
    {
        var cursor = new TermCursor(terms);
        while (cursor.MoveNext())
        {
            var text = cursor.Text;
            var at = text.IndexOf(typed, StringComparison.OrdinalIgnoreCase);
            while (at > 0 && char.IsLetterOrDigit(text[at - 1])) at = text.IndexOf(typed, at + 1, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) yield return (text, cursor.Postings, at == 0);
        }
    }
}
