using System.Globalization;
using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>
/// Writes Latin letters with marks and special Latin letters as plain ones, as Lucene's ASCIIFoldingFilter does, and
/// beyond it the digits of all scripts; marks that no composed letter holds are dropped.
/// </summary>
internal static class AsciiFolding
{
    /// <summary>A folded text has at most this many times the UTF-16 units of the text.</summary>
    public const int MaxGrowth = 3;

    private const int PageSize = 256;
    private static readonly string?[][] Pages = Read();

    /// <summary>Folds a lower-case text. Returns false when there is nothing to fold.</summary>
    public static bool TryFold(ReadOnlySpan<char> text, Span<char> buffer, out int length)
    {
        length = 0;
        if (Ascii.IsValid(text)) return false;
        var isFolded = false;
        foreach (var c in text)
        {
            if (Pages[c / PageSize][c % PageSize] is { } folded)
            {
                folded.CopyTo(buffer[length..]);
                length += folded.Length;
                isFolded = true;
            }
            else if (IsMark(c) && length > 0 && char.IsAsciiLetter(buffer[length - 1])) isFolded = true;
            else buffer[length++] = c;
        }
        return isFolded;
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    private static string?[][] Read()
    {
        var blank = new string?[PageSize];
        var pages = new string?[(char.MaxValue + 1) / PageSize][];
        Array.Fill(pages, blank);
        using var reader = new StreamReader(typeof(AsciiFolding).Assembly.GetManifestResourceStream("AsciiFolding.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(';');
            var bounds = parts[0].Split("..");
            var first = int.Parse(bounds[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var last = int.Parse(bounds[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            // Some small capitals are folded to capital letters, which no term has.
            for (var c = first; c <= last; c++) Set(c, parts[1].ToLowerInvariant());
        }
        for (var c = '\u0080'; c < char.MaxValue; c++)
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit) Set(c, digit.ToString(CultureInfo.InvariantCulture));
        return pages;

        void Set(int c, string folded)
        {
            ref var page = ref pages[c / PageSize];
            if (page == blank) page = new string?[PageSize];
            page[c % PageSize] = folded;
        }
    }
}
