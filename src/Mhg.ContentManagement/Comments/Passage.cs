using System.Text;
using System.Text.RegularExpressions;

namespace Mhg.ContentManagement.Comments;

/// <summary>Where a passage stands in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters it has.</param>
public readonly record struct PassagePlace(int Start, int Length)
{
    /// <summary>The character after its last.</summary>
    public int End => Start + Length;
}

/// <summary>
/// Words of a text, kept so that they are found again when the text around them, or they themselves, have changed. White space is
/// not told apart: a browser, a line break in the markup and a paragraph each write it in their own way.
/// </summary>
/// <param name="Quote">The words.</param>
/// <param name="Before">What stood before them, at most <see cref="ContextLength"/> characters.</param>
/// <param name="After">What stood after them, at most <see cref="ContextLength"/> characters.</param>
/// <param name="Position">Where they began.</param>
public sealed partial record Passage(string Quote, string Before, string After, int Position)
{
    /// <summary>How many characters of the text on each side are kept.</summary>
    public const int ContextLength = 64;

    /// <summary>The longest passage, in characters.</summary>
    public const int LongestQuote = 2000;

    // As many characters around a quote are no accident; of shorter quotes the same words may stand anywhere.
    private const int SureContext = 8;
    private const int SureQuote = 16;

    // Words times words that are held against each other; some tenths of a second.
    private const long MostComparisons = 50_000_000;

    /// <summary>A passage of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where the passage stands in it.</param>
    public static Passage Of(string text, PassagePlace place)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Passage(
            text.Substring(place.Start, place.Length), text[Math.Max(0, place.Start - ContextLength)..place.Start],
            text[place.End..Math.Min(text.Length, place.End + ContextLength)], place.Start);
    }

    /// <summary>
    /// Where these very words stand: of several places the one with the most of the same text around it, and of equal ones the
    /// nearest to where it was.
    /// </summary>
    /// <returns>The place with the number of characters around it that are the same; null where the words are not there.</returns>
    public (PassagePlace Place, int Context)? FindWords(string text)
    {
        var folded = new Folded(text);
        return FindWords(folded) is { } found ? (folded.Original(found.Place), found.Context) : null;
    }

    /// <summary>
    /// Where the passage stands in a later version of its text: its very words; else what stands now between the words that were
    /// around it; else the words that are the most like it.
    /// </summary>
    /// <returns>The place; null where the passage is gone.</returns>
    public PassagePlace? FindIn(string text)
    {
        var folded = new Folded(text);
        var words = FindWords(folded);
        var isSure = words is { } found && (found.Context >= SureContext || (found.IsOnly && Quote.Length >= SureQuote));
        return (isSure ? words!.Value.Place : Between(folded) ?? MostAlike(folded)) is { Length: > 0 } place ? folded.Original(place) : null;
    }

    /// <summary>The same, where its words are still the same; null where they changed.</summary>
    public PassagePlace? FindUnchanged(string text) =>
        FindIn(text) is { } place && Fold(text.Substring(place.Start, place.Length)) == Fold(Quote) ? place : null;

    private (PassagePlace Place, int Context, bool IsOnly)? FindWords(Folded text)
    {
        var (quote, before, after) = (Fold(Quote), Fold(Before), Fold(After));
        if (quote.Length == 0)
            return null;
        (PassagePlace Place, int Context)? best = null;
        var count = 0;
        for (var start = text.Words.IndexOf(quote, StringComparison.Ordinal); start >= 0; start = text.Words.IndexOf(quote, start + 1, StringComparison.Ordinal))
        {
            count++;
            var place = new PassagePlace(start, quote.Length);
            var context = Same(before, text.Words.AsSpan(0, start).TrimEnd(), fromEnd: true) + Same(after, text.Words.AsSpan(place.End).TrimStart(), fromEnd: false);
            if (best is null || context > best.Value.Context || (context == best.Value.Context && Distance(place) < Distance(best.Value.Place)))
                best = (place, context);
        }
        return best is { } found ? (found.Place, found.Context, count == 1) : null;

        int Distance(PassagePlace place) => Math.Abs(text.Original(place).Start - Position);
    }

    /// <summary>How many characters two contexts share, counted from the passage. The border of the text is a context, too.</summary>
    private static int Same(string context, ReadOnlySpan<char> text, bool fromEnd)
    {
        if (context.Length == 0)
            return text.Length == 0 ? SureContext : 0;
        var same = 0;
        while (same < Math.Min(context.Length, text.Length) && (fromEnd ? context[^(same + 1)] == text[^(same + 1)] : context[same] == text[same]))
            same++;
        return same;
    }

    /// <summary>What stands between the words that were around the passage.</summary>
    private PassagePlace? Between(Folded text)
    {
        var (quote, before, after) = (Fold(Quote), Fold(Before), Fold(After));
        var longest = (2 * quote.Length) + ContextLength;
        foreach (var length in (int[])[32, 16])
        {
            var left = before.Length > length ? before[^length..] : before;
            var right = after.Length > length ? after[..length] : after;
            PassagePlace? best = null;
            for (var at = text.Words.IndexOf(left, StringComparison.Ordinal); at >= 0 && at < text.Words.Length; at = text.Words.IndexOf(left, at + 1, StringComparison.Ordinal))
            {
                var start = SkipSpace(text.Words, at + left.Length);
                var end = right.Length == 0 ? text.Words.Length : text.Words.IndexOf(right, start, StringComparison.Ordinal);
                if (end >= 0 && end - start <= longest
                    && new PassagePlace(start, text.Words.AsSpan(start, end - start).TrimEnd().Length) is var place
                    && (best is null || Math.Abs(place.Length - quote.Length) < Math.Abs(best.Value.Length - quote.Length)))
                    best = place;
                // Nothing stood before it: it begins where the text does.
                if (left.Length == 0)
                    break;
            }
            if (best is not null)
                return best;
        }
        return null;
    }

    /// <summary>
    /// The words of the text with the fewest words added, removed or replaced against the passage (Sellers' algorithm); null where
    /// the passage is too short for that, or more than a third of it would have changed.
    /// </summary>
    private PassagePlace? MostAlike(Folded text)
    {
        string[] wanted = [.. Word().Matches(Quote).Select(word => word.Value)];
        var words = Word().Matches(text.Words);
        if (wanted.Length < 4 || (long)wanted.Length * words.Count > MostComparisons)
            return null;
        // For each number of words of the passage: the fewest changes up to this word of the text, and where that began.
        var (changes, begins) = (new int[wanted.Length + 1], new int[wanted.Length + 1]);
        for (var i = 0; i <= wanted.Length; i++)
            changes[i] = i;
        var (fewest, first, last) = ((wanted.Length / 3) + 1, 0, -1);
        for (var word = 0; word < words.Count; word++)
        {
            var (diagonal, begun) = (changes[0], begins[0]);
            begins[0] = word + 1;
            var here = words[word].Value;
            for (var i = 1; i <= wanted.Length; i++)
            {
                var (replaced, from) = (diagonal + (wanted[i - 1].Equals(here, StringComparison.OrdinalIgnoreCase) ? 0 : 1), i == 1 ? word : begun);
                (diagonal, begun) = (changes[i], begins[i]);
                if (changes[i] + 1 < replaced)
                    (replaced, from) = (changes[i] + 1, begins[i]);
                if (changes[i - 1] + 1 < replaced)
                    (replaced, from) = (changes[i - 1] + 1, begins[i - 1]);
                (changes[i], begins[i]) = (replaced, from);
            }
            if (changes[^1] < fewest)
                (fewest, first, last) = (changes[^1], begins[^1], word);
        }
        return last < 0 || first > last ? null : new PassagePlace(words[first].Index, words[last].Index + words[last].Length - words[first].Index);
    }

    private static int SkipSpace(string text, int at) => at < text.Length && text[at] == ' ' ? at + 1 : at;

    private static string Fold(string text) => new Folded(text).Words.Trim();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    /// <summary>A text with each run of white space as one space, and where its characters stood.</summary>
    private sealed class Folded
    {
        private readonly List<int> _places;

        public Folded(string text)
        {
            var words = new StringBuilder(text.Length);
            _places = new List<int>(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                var isSpace = char.IsWhiteSpace(text[i]);
                if (isSpace && words.Length > 0 && words[^1] == ' ')
                    continue;
                words.Append(isSpace ? ' ' : text[i]);
                _places.Add(i);
            }
            Words = words.ToString();
        }

        public string Words { get; }

        public PassagePlace Original(PassagePlace place) => new(_places[place.Start], _places[place.End - 1] + 1 - _places[place.Start]);
    }
}
