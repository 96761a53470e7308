using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Highlighting;

/// <summary>
/// Chooses the sentences of a text that show best what a query found in it. They are ranked as by Lucene's
/// UnifiedHighlighter: every passage is scored as a small document of its own, rare words counting more.
/// </summary>
/// <param name="searcher">Tells how texts are analyzed and how rare a word is.</param>
public sealed class Highlighter(IndexSearcher searcher)
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    // What an average sentence is long, for passages are scored by how much they say on little space.
    private const float AverageLength = 87;

    /// <summary>A longer text is looked through up to here, in UTF-16 units.</summary>
    public int MaxTextLength { get; init; } = 1_000_000;

    /// <summary>A longer sentence is cut, in UTF-16 units.</summary>
    public int MaxPassageLength { get; init; } = 300;

    /// <summary>Whether a text in which nothing is found is shown by its first sentence.</summary>
    public bool StartWhenNothingIsFound { get; init; } = true;

    /// <summary>The best passages of a text, in the order of the text.</summary>
    /// <param name="query">What was looked for.</param>
    /// <param name="field">The field that the text was indexed in.</param>
    /// <param name="text">Plain text: HTML must have been taken out.</param>
    /// <param name="count">How many passages are wanted at most.</param>
    public IReadOnlyList<Passage> Passages(Query query, string field, string text, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxTextLength) text = text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
        var matches = Matches(query, field, text);
        var passages = new List<Passage>();
        var next = 0;
        foreach (var sentence in Sentences.Split(text, MaxPassageLength))
        {
            if (passages.Count == 0 && matches.Count == 0) return StartWhenNothingIsFound && count > 0 ? [new Passage(sentence, [], 0)] : [];
            while (next < matches.Count && matches[next].Token.End <= sentence.Start) next++;
            var end = next;
            while (end < matches.Count && matches[end].Token.Start < sentence.End) end++;
            if (end > next) passages.Add(Score(sentence, matches[next..end]));
        }
        return [.. passages.OrderByDescending(passage => passage.Score).ThenBy(passage => passage.Range.Start).Take(count).OrderBy(passage => passage.Range.Start)];
    }

    /// <summary>All that the query found in a short text such as a title, as one passage with the whole text.</summary>
    /// <param name="query">What was looked for.</param>
    /// <param name="field">The field that the text was indexed in.</param>
    /// <param name="text">Plain text.</param>
    public Passage Whole(Query query, string field, string text)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(text);
        return Score(new TextRange(0, text.Length), Matches(query, field, text));
    }

    private List<(Token Token, int Part, float Weight)> Matches(Query query, string field, string text)
    {
        var docs = Math.Max(1, searcher.DocCount);
        var matcher = new QueryMatcher(query, field, term => Bm25.Idf(Math.Min(docs, searcher.DocFrequency(field, term)), docs));
        return matcher.Find(searcher.Schema.AnalyzerOf(field).Tokenize(text));
    }

    private static Passage Score(TextRange range, List<(Token Token, int Part, float Weight)> matches)
    {
        var norm = K1 * (1 - B + B * (range.End - range.Start) / AverageLength);
        var score = 0f;
        foreach (var part in matches.GroupBy(match => match.Part))
            score += part.First().Weight * part.Count() / (part.Count() + norm);
        // What comes early in a text tells more of what it is about.
        score *= 1 + 1 / MathF.Log(AverageLength + range.Start);
        var ranges = new List<TextRange>();
        foreach (var (token, _, _) in matches)
        {
            var (start, end) = (Math.Max(token.Start, range.Start), Math.Min(token.End, range.End));
            if (ranges is [.., var last] && start <= last.End) ranges[^1] = last with { End = Math.Max(end, last.End) };
            else ranges.Add(new(start, end));
        }
        return new Passage(range, ranges, score);
    }
}
