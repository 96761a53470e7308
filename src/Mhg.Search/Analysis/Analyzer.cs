namespace Mhg.Search.Analysis;

/// <summary>Receives one token of an analyzed text; the term is only valid during the call.</summary>
/// <param name="term">The term after all filters.</param>
/// <param name="position">The place in the sequence of words, from 0; never less than the one before.</param>
/// <param name="start">Index of the first UTF-16 unit in the original text.</param>
/// <param name="end">Index after the last UTF-16 unit in the original text.</param>
public delegate void TokenHandler(ReadOnlySpan<char> term, int position, int start, int end);

/// <summary>Turns text into the terms of an index. Analyzers have no state and serve many threads.</summary>
public abstract class Analyzer
{
    /// <summary>Words by Unicode's word-break rules (UAX #29) as Lucene's StandardAnalyzer finds them, in lower case; no stop words.</summary>
    public static Analyzer Standard { get; } = new StandardAnalyzer();

    /// <summary>As Lucene's EnglishAnalyzer: standard words, without possessives and 33 stop words, stemmed by Porter's algorithm.</summary>
    public static Analyzer English { get; } = new EnglishAnalyzer();

    /// <summary>
    /// The archive's own, for English and the languages of South-East and East Asia: <see cref="English"/>; Thai, Lao, Khmer
    /// and Burmese by the dictionaries of the machine's ICU, or, where there is none, by overlapping pairs of syllable
    /// clusters; Chinese, Japanese and Korean by overlapping pairs of characters. A word with accents has two terms at its
    /// position, first the one without, so that either spelling finds both and the same one ranks first.
    /// </summary>
    public static Analyzer Network { get; } = new NetworkAnalyzer(() => IcuWordBreaks.Installed);

    /// <summary>The whole text as one term, unchanged.</summary>
    public static Analyzer Keyword { get; } = new KeywordAnalyzer();

    /// <summary>
    /// What the terms depend on besides this program, say the machine's ICU; empty for most analyzers. An index is to be built
    /// anew where it was built by another version.
    /// </summary>
    public virtual string Version => "";

    /// <summary>
    /// Calls <paramref name="handle"/> for every token of <paramref name="text"/>, in order. Two tokens at one position are
    /// one word: first what all its spellings share, then the spelling in the text.
    /// </summary>
    public abstract void Analyze(ReadOnlySpan<char> text, TokenHandler handle);

    /// <summary>What the analyzer does to a part of a word (a prefix, a wildcard, a bound of a range): case only, no stemming.</summary>
    public abstract string Normalize(string part);

    /// <summary>The tokens of <paramref name="text"/> as a list.</summary>
    public IReadOnlyList<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<Token>();
        Analyze(text, (term, position, start, end) => tokens.Add(new Token(term.ToString(), position, start, end)));
        return tokens;
    }
}
