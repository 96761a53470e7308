using System.Text.RegularExpressions;
using Mhg.Html;

namespace Mhg.Modularity.Comparing;

/// <summary>A line as it is compared: its words, each with its formatting.</summary>
/// <param name="Format">The formatting of the line, as in <see cref="FormattedLine.Format"/>.</param>
/// <param name="Words">Words, and between them punctuation and white space, each character a piece of its own.</param>
/// <param name="Formats">The formatting of each word, as in <see cref="FormattedSpan.Format"/>.</param>
internal sealed partial record ComparableLine(string Format, string[] Words, string[] Formats)
{
    public string Text { get; } = string.Concat(Words);

    public static ComparableLine[] OfText(string text) => text.Length == 0 ? [] : [.. text.Split('\n').Select(line =>
    {
        var words = Divide(line);
        return new ComparableLine("", words, [.. Enumerable.Repeat("", words.Length)]);
    })];

    public static ComparableLine[] OfHtml(string html) => [.. FormattedText.Of(html).Select(line =>
    {
        var words = new List<string>();
        var formats = new List<string>();
        foreach (var span in line.Spans)
        {
            words.AddRange(Divide(span.Text));
            formats.AddRange(Enumerable.Repeat(span.Format, words.Count - formats.Count));
        }
        return new ComparableLine(line.Format, [.. words], [.. formats]);
    })];

    /// <summary>How many words a text has; punctuation and white space are none.</summary>
    public static int CountWords(string text)
    {
        var count = 0;
        foreach (var piece in Word().EnumerateMatches(text))
            count += IsWord(text.AsSpan(piece.Index, piece.Length)) ? 1 : 0;
        return count;
    }

    /// <summary>Whether a piece is a word, and not punctuation or white space.</summary>
    public static bool IsWord(ReadOnlySpan<char> piece) => char.IsLetterOrDigit(piece[0]) || piece.Length > 1;

    private static string[] Divide(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    // A letter of a script that puts no space between words (Thai, Lao, Burmese, Khmer, Chinese, Japanese) with its marks; a word;
    // a character beyond the first plane; or any other character: punctuation and white space change on their own.
    [GeneratedRegex(
        @"[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]\p{M}*|[\p{L}\p{M}\p{N}-[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.",
        RegexOptions.Singleline)]
    private static partial Regex Word();
}
