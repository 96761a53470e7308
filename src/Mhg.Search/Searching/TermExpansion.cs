using System.Text;
using Mhg.Search.Analysis;
using Mhg.Search.Automata;
using Mhg.Search.Store;

namespace Mhg.Search.Searching;

/// <summary>Finds the terms of a field that a prefix, a pattern, a range or likeness stands for.</summary>
internal static class TermExpansion
{
    public static IEnumerable<PostingsEntry> Equal(TermDictionary terms, IEnumerable<string> values)
    {
        foreach (var value in values)
            if (terms.TryFind(Encoding.UTF8.GetBytes(value), out var entry)) yield return entry;
    }

    public static IEnumerable<PostingsEntry> StartingWith(TermDictionary terms, string start)
    {
        var prefix = Encoding.UTF8.GetBytes(start);
        var cursor = new TermCursor(terms);
        for (var found = cursor.Seek(prefix); found && cursor.Term.StartsWith(prefix); found = cursor.MoveNext()) yield return cursor.Postings;
    }

    public static IEnumerable<PostingsEntry> Between(TermDictionary terms, string? from, string? to, bool includeFrom, bool includeTo)
    {
        var (low, high) = (Encoding.UTF8.GetBytes(from ?? ""), to is null ? null : Encoding.UTF8.GetBytes(to));
        var cursor = new TermCursor(terms);
        for (var found = cursor.Seek(low); found; found = cursor.MoveNext())
        {
            if (!includeFrom && from is not null && cursor.Term.SequenceEqual(low)) continue;
            if (high is not null && cursor.Term.SequenceCompareTo(high) is var order && (order > 0 || order == 0 && !includeTo)) yield break;
            yield return cursor.Postings;
        }
    }

    public static IEnumerable<PostingsEntry> Equal(TermDictionary terms, string value, CharacterFolding folding)
    {
        var folded = new FoldedTerms(terms, value, folding);
        while (folded.MoveNext()) yield return folded.Postings;
    }

    public static IEnumerable<PostingsEntry> Matching(TermDictionary terms, Automaton automaton)
    {
        var matching = new MatchingTerms(terms, automaton);
        while (matching.MoveNext()) yield return matching.Postings;
    }
}
