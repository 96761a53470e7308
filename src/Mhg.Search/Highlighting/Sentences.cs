using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Mhg.Search.Highlighting;

/// <summary>
/// Cuts a text into sentences, after the rules of UAX #29 as far as extracts need them: a full stop ends a sentence
/// when space follows and no lower-case letter comes next; a line break always does. A sentence that is too long is cut
/// between words, and where there is no space between characters as readers see them.
/// </summary>
internal static class Sentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…\n。！？｡؟۔।။។");
    private static readonly SearchValues<char> Closers = SearchValues.Create("\"')]}»”’」』）");

    // Scripts that write no space after the end of a sentence.
    private static readonly SearchValues<char> EndsWithoutSpace = SearchValues.Create("\n。！？｡။។");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations =
        FrozenSet.Create("Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "Nos", "vs", "cf").GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<TextRange> Split(string text, int maxLength)
    {
        for (var start = SkipSpace(text, 0); start < text.Length;)
        {
            var end = SentenceEnd(text, start);
            while (end - start > maxLength)
            {
                var cut = Cut(text, start, maxLength);
                yield return Trimmed(text, start, cut);
                start = SkipSpace(text, cut);
            }
            if (start < end) yield return Trimmed(text, start, end);
            start = SkipSpace(text, Math.Max(start, end));
        }
    }

    private static int SentenceEnd(string text, int start)
    {
        for (var i = start; ; i++)
        {
            var next = text.AsSpan(i).IndexOfAny(Ends);
            if (next < 0) return text.Length;
            i += next;
            var end = i + 1;
            if (text[i] == '\n') return end;
            while (end < text.Length && (Ends.Contains(text[end]) && text[end] != '\n' || Closers.Contains(text[end]))) end++;
            // With the marks that belong to its last sign.
            end += StringInfo.GetNextTextElementLength(text, end - 1) - 1;
            if (end == text.Length || EndsWithoutSpace.Contains(text[i])) return end;
            var following = SkipSpace(text, end);
            if (following == end || following < text.Length && char.IsLower(text[following]) || text[i] == '.' && IsAbbreviation(text, i))
            {
                i = end - 1;
                continue;
            }
            return end;
        }
    }

    // "J. Smith", "U.S. report", "Dr. Smith": the full stop abbreviates.
    private static bool IsAbbreviation(string text, int stop)
    {
        var start = stop;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1])) start--;
        var word = text.AsSpan(start, stop - start);
        return word.Length == 1 && char.IsUpper(word[0]) || Abbreviations.Contains(word);
    }

    private static int Cut(string text, int start, int maxLength)
    {
        var space = text.AsSpan(start, maxLength).LastIndexOfAny(' ', '\t', '\u00A0');
        if (space > maxLength / 2) return start + space;
        var end = start;
        while (StringInfo.GetNextTextElementLength(text, end) is var length && end + length - start <= maxLength) end += length;
        // A single character may be longer than a whole extract; it is still not cut.
        return end > start ? end : start + StringInfo.GetNextTextElementLength(text, start);
    }

    private static int SkipSpace(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]) && !BearsMark(text, i)) i++;
        return i;
    }

    // A mark without a letter stands on a space.
    private static bool BearsMark(string text, int space) =>
        space + 1 < text.Length && !char.IsWhiteSpace(text[space + 1]) && StringInfo.GetNextTextElementLength(text, space) > 1;

    private static TextRange Trimmed(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new(start, end);
    }
}
