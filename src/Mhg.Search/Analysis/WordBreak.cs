using System.Globalization;

namespace Mhg.Search.Analysis;

/// <summary>The word-break classes of UAX #29 (Unicode 9) that the tokenizer tells apart.</summary>
internal enum WordBreak : byte
{
    Other,
    ALetter,
    ALetter_Emoji,
    Hebrew_Letter,
    Numeric,
    Katakana,
    ExtendNumLet,
    MidLetter,
    MidNum,
    MidNumLet,
    Single_Quote,
    Double_Quote,
    Extend,
    ZWJ,
    Text_Presentation,
    Emoji_Presentation,
    Emoji,
    Emoji_Modifier,
    Emoji_Modifier_Base,
    Regional_Indicator,
    Keycap_Base,

    /// <summary>Ideographs and hiragana: every character is a word.</summary>
    Han,

    /// <summary>Line-break class SA: Thai, Lao, Khmer, Burmese and kin, whose runs are one word.</summary>
    Complex_Context,

    /// <summary>As <see cref="Complex_Context"/>, and extending whatever stands before.</summary>
    Complex_Context_Extend,
}

/// <summary>Looks up the word-break class of a code point in a two-stage table.</summary>
internal static class WordBreakTable
{
    private const int PageSize = 256;
    private static readonly WordBreak[][] Pages = Read();

    public static WordBreak ClassOf(int codePoint) => Pages[codePoint / PageSize][codePoint % PageSize];

    private static WordBreak[][] Read()
    {
        var blank = new WordBreak[PageSize];
        var pages = new WordBreak[0x110000 / PageSize][];
        Array.Fill(pages, blank);
        using var reader = new StreamReader(typeof(WordBreakTable).Assembly.GetManifestResourceStream("WordBreaks.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(';');
            var bounds = parts[0].Split("..");
            var first = int.Parse(bounds[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var last = int.Parse(bounds[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var value = Enum.Parse<WordBreak>(parts[1]);
            for (var c = first; c <= last; c++)
            {
                ref var page = ref pages[c / PageSize];
                if (page == blank) page = new WordBreak[PageSize];
                page[c % PageSize] = value;
            }
        }
        return pages;
    }
}
