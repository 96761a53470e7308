using System.Text;
using Mhg.Search.Automata;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Suggesting;

/// <summary>A query with words corrected.</summary>
/// <param name="Text">The query as it was typed, but for those words.</param>
/// <param name="Words">The words in it, in order.</param>
public sealed record Correction(string Text, IReadOnlyList<CorrectedWord> Words);

/// <summary>A word of a <see cref="Correction"/>.</summary>
/// <param name="Start">Where it starts in the corrected query, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Typed">What was typed in its place.</param>
public readonly record struct CorrectedWord(int Start, int End, string Typed);

/// <summary>
/// "Did you mean": corrects the words of a query that no or almost no document has. As in Lucene's DirectSpellChecker a
/// correction begins with the same letter, differs by one or two letters and is more common; the nearest one is taken and among
/// equals the commonest. Syntax, fields and operators stay in place.
/// </summary>
/// <param name="searcher">The index.</param>
/// <param name="parser">Reads the queries that people type.</param>
/// <param name="field">
/// A text field with all words as they are written: one with stemming knows only stems, which are no words to suggest.
/// </param>
public sealed class SpellChecker(IndexSearcher searcher, QueryParser parser, string field)
{
    // Longer ones cost much and are no words that anyone types.
    private const int MaxWordLength = 40;

    // Of so many likest terms it is asked in how many documents the reader sees them.
    private const int MaxCandidates = 50;

    // Each word may have so many corrections, which are tried until the query finds something.
    private const int MaxCorrections = 3;

    private const int MaxEdits = 2;
    private const int SharedPrefix = 1;

    private sealed record Word(int Start, int End, IReadOnlyList<string> Corrections);

    /// <summary>Shorter words are not corrected: too many others are like them.</summary>
    public int MinWordLength { get; init; } = 4;

    /// <summary>Up to which share of the documents may have a word that is taken for an error.</summary>
    public double MaxFrequency { get; init; } = 0.001;

    /// <summary>How many times as common a correction must be.</summary>
    public int MinGain { get; init; } = 10;

    /// <summary>Corrects a query, or returns null when there is nothing to correct or nothing better.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="filter">What the reader may see: nothing is suggested that stands only in other documents. Null for everything.</param>
    /// <exception cref="ArgumentException">The field is not a text field.</exception>
    public Correction? Correct(string text, Query? filter)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!searcher.Schema.TryGetField(field, out var found) || found is not TextField) throw new ArgumentException($"'{field}' is not a text field with words to suggest.");
        if (text.Length > QueryParser.MaxLength) return null;
        var visible = new VisibleDocuments(searcher, filter);
        var words = new List<Word>();
        foreach (var (start, end) in Parts(text))
        {
            foreach (var token in searcher.Schema.AnalyzerOf(field).Tokenize(text[start..end]).GroupBy(token => token.Position).Select(spellings => spellings.Last()))
            {
                if (Corrections(token.Term, text[(start + token.Start)..(start + token.End)], filter, visible) is not { Count: > 0 } corrections) continue;
                words.Add(new Word(start + token.Start, start + token.End, corrections));
            }
        }
        if (words.Count == 0) return null;

        // The best correction of each word, else another one of one of them.
        var best = words.ConvertAll(_ => 0);
        if (Finding(best) is { } correction) return correction;
        for (var i = 0; i < words.Count; i++)
        {
            for (var choice = 1; choice < words[i].Corrections.Count; choice++)
                if (Finding([.. best[..i], choice, .. best[(i + 1)..]]) is { } other) return other;
        }
        return null;

        Correction? Finding(List<int> choices)
        {
            var corrected = Replace(text, words, choices);
            return Finds(parser.ParseForgiving(corrected.Text), filter, 1) > 0 ? corrected : null;
        }
    }

    /// <summary>Where words stand that are looked for as they are: not names of fields, patterns, ranges, what must not be found, or values of other fields.</summary>
    private List<(int Start, int End)> Parts(string text)
    {
        List<QueryToken> tokens;
        try
        {
            tokens = QueryLexer.Tokenize(text);
        }
        catch (QuerySyntaxException)
        {
            // What can't be read is looked for by its words.
            return [(0, text.Length)];
        }
        var parts = new List<(int, int)>();
        var groups = new Stack<(bool IsText, bool IsProhibited)>();
        var (isText, isProhibited) = (true, false);
        var (thisIsText, thisIsProhibited) = (true, false);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            switch (token.Kind)
            {
                case QueryTokenKind.Term or QueryTokenKind.Star when tokens[i + 1].Kind == QueryTokenKind.Colon:
                    thisIsText = HasWords(token.Text);
                    i++;
                    continue;
                case QueryTokenKind.Minus or QueryTokenKind.Not:
                    thisIsProhibited = true;
                    continue;
                case QueryTokenKind.Plus or QueryTokenKind.And or QueryTokenKind.Or:
                    continue;
                case QueryTokenKind.LeftParen:
                    groups.Push((isText, isProhibited));
                    (isText, isProhibited) = (thisIsText, thisIsProhibited);
                    break;
                case QueryTokenKind.RightParen when groups.TryPop(out var outer):
                    (isText, isProhibited) = outer;
                    break;
                case QueryTokenKind.Term when tokens[i + 1].Kind != QueryTokenKind.Tilde:
                case QueryTokenKind.Quoted:
                    // What is escaped is meant as it is.
                    if (thisIsText && !thisIsProhibited && !token.Text.Contains('\\')) parts.Add((token.Position, token.Position + token.Text.Length));
                    break;
            }
            (thisIsText, thisIsProhibited) = (isText, isProhibited);
        }
        return parts;
    }

    private bool HasWords(string name) => searcher.Schema.TryGetField(parser.Aliases.GetValueOrDefault(name, name), out var found) && found is TextField;

    /// <summary>What may have been meant by a word, the likest first; nothing when the word is all right.</summary>
    private List<string> Corrections(string term, string typed, Query? filter, VisibleDocuments visible)
    {
        var letters = Automaton.CodePoints(term);
        if (letters.Length < MinWordLength || letters.Length > MaxWordLength || term.Any(char.IsDigit)) return [];
        // A word may be found by its stem, or in fields that are not corrected.
        var usual = (int)(visible.Count * MaxFrequency);
        var frequency = visible.CountOf(field, term);
        if (frequency <= usual) frequency = Math.Max(frequency, Finds(parser.ParseWords(typed), filter, usual + 1));
        if (frequency > usual) return [];
        return
        [
            .. Similar(term, letters)
                .Select(similar => (similar.Term, similar.Edits, Count: visible.CountOf(field, similar.Term)))
                .Where(similar => similar.Count >= Math.Max(1, frequency * MinGain))
                .OrderBy(similar => similar.Edits).ThenByDescending(similar => similar.Count).ThenBy(similar => similar.Term, CodePointOrder.Comparer)
                .Take(MaxCorrections).Select(similar => similar.Term),
        ];
    }

    private IEnumerable<(string Term, int Edits)> Similar(string term, int[] letters)
    {
        var similar = new Dictionary<string, int>(StringComparer.Ordinal);
        var automaton = Automaton.Levenshtein(term, MaxEdits, SharedPrefix);
        foreach (var reader in searcher.Snapshot.Readers)
        {
            if (!reader.Segment.Inverted.TryGetValue(field, out var inverted)) continue;
            for (var matching = new MatchingTerms(inverted.Terms, automaton); matching.MoveNext();)
            {
                var text = Encoding.UTF8.GetString(matching.Term);
                similar[text] = similar.GetValueOrDefault(text) + matching.Postings.DocFrequency;
            }
        }
        similar.Remove(term);
        return similar.Select(pair => (Term: pair.Key, Edits: EditDistance.Between(letters, Automaton.CodePoints(pair.Key)), DocFrequency: pair.Value))
            .OrderBy(each => each.Edits).ThenByDescending(each => each.DocFrequency).Take(MaxCandidates).Select(each => (each.Term, each.Edits));
    }

    /// <summary>How many documents the reader finds, counted no further than need be.</summary>
    private int Finds(Query query, Query? filter, int countUpTo) =>
        searcher.Search(query, new SearchOptions { Top = 0, Filter = filter, CountUpTo = countUpTo }).Total;

    private static Correction Replace(string text, List<Word> words, List<int> choices)
    {
        var corrected = new StringBuilder();
        var changes = new List<CorrectedWord>();
        var from = 0;
        foreach (var (word, choice) in words.Zip(choices))
        {
            corrected.Append(text, from, word.Start - from);
            var start = corrected.Length;
            corrected.Append(QueryParser.Escape(word.Corrections[choice]));
            changes.Add(new CorrectedWord(start, corrected.Length, text[word.Start..word.End]));
            from = word.End;
        }
        corrected.Append(text, from, text.Length - from);
        return new Correction(corrected.ToString(), changes);
    }
}
