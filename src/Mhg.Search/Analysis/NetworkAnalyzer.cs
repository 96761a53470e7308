using System.Globalization;
using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>
/// The archive's analyzer: English, and what the languages of its region need beside it.
/// </summary>
/// <param name="findDictionaries">Yields what finds the words of scripts without spaces, or null for pairs of syllables in their place; asked for the first such text.</param>
internal sealed class NetworkAnalyzer(Func<IcuWordBreaks?> findDictionaries) : Analyzer
{
    private enum Script
    {
        /// <summary>Scripts that write spaces between words.</summary>
        Spaced,

        /// <summary>Chinese, Japanese and Korean, looked for by pairs of characters as Lucene's CJKBigramFilter makes them.</summary>
        EastAsian,

        /// <summary>Thai, Lao, Khmer, Burmese and kin.</summary>
        SouthEastAsian,
    }

    public override string Version => "ICU " + (findDictionaries()?.Version ?? "none");

    public override void Analyze(ReadOnlySpan<char> text, TokenHandler handle)
    {
        var writer = new TokenWriter(text, handle, stackalloc char[TokenWriter.BufferLength]);
        var words = new StandardTokenizer(text);
        var more = words.MoveNext();
        while (more)
        {
            var (start, end) = (words.Start, words.End);
            var script = ScriptOf(text[start..end]);
            more = words.MoveNext();
            if (script == Script.Spaced)
            {
                writer.Word(start, end);
                continue;
            }
            // The tokenizer cuts ideographs from one another, and a long run anywhere.
            for (; more && words.Start == end && ScriptOf(text[end..words.End]) == script; more = words.MoveNext()) end = words.End;
            if (script == Script.SouthEastAsian && findDictionaries() is { } dictionaries) writer.Words(start, dictionaries.Ends(text[start..end]));
            else writer.Pairs(start, end, script);
        }
    }

    /// <summary>What all spellings of a part share: a part is looked for without its accents, as Lucene normalizes it.</summary>
    public override string Normalize(string part)
    {
        var lowerCase = LowerCase.Fold(IsWellFormed(part) ? part.Normalize(NormalizationForm.FormKC) : part);
        var folded = new char[AsciiFolding.MaxGrowth * lowerCase.Length];
        return AsciiFolding.TryFold(lowerCase, folded, out var length) ? new string(folded, 0, length) : lowerCase;
    }

    private static Script ScriptOf(ReadOnlySpan<char> word)
    {
        if (word[0] < '\u0E00') return Script.Spaced;
        var script = Script.Spaced;
        foreach (var rune in word.EnumerateRunes())
        {
            switch (WordBreakTable.ClassOf(rune.Value))
            {
                case WordBreak.Complex_Context:
                    return Script.SouthEastAsian;
                case WordBreak.Han or WordBreak.Katakana:
                case WordBreak.ALetter when IsHangul(rune.Value):
                    script = Script.EastAsian;
                    break;
                case not (WordBreak.Extend or WordBreak.Complex_Context_Extend or WordBreak.ZWJ or WordBreak.Text_Presentation or WordBreak.Emoji_Presentation):
                    return Script.Spaced;
            }
        }
        return script;
    }

    private static bool IsHangul(int c) => c is >= 0x1100 and <= 0x11FF or >= 0x3131 and <= 0x318E or >= 0xA960 and <= 0xA97C
        or >= 0xAC00 and <= 0xD7FB or >= 0xFFA0 and <= 0xFFDC;

    // What has no such form: a half of a character, and the mirrored byte-order mark, which .NET takes for one.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFE') return false;
        }
        return true;
    }

    /// <summary>Hands on the tokens of one text.</summary>
    private ref struct TokenWriter(ReadOnlySpan<char> text, TokenHandler handle, Span<char> buffer)
    {
        // A syllable or character with its signs; more signs are not a text that anyone reads.
        private const int MaxUnitLength = 64;

        // Compatibility forms may be longer than what they stand for.
        private const int MaxTermLength = 2 * StandardTokenizer.MaxTokenLength;

        public const int BufferLength = (2 + AsciiFolding.MaxGrowth) * MaxTermLength;

        private readonly ReadOnlySpan<char> text = text;
        private readonly Span<char> composed = buffer[..MaxTermLength];
        private readonly Span<char> lowerCase = buffer.Slice(MaxTermLength, MaxTermLength);
        private readonly Span<char> folded = buffer[(2 * MaxTermLength)..];
        private int position;

        /// <summary>An English word, and before it what it is without its accents: whoever types them finds both, the same spelling first.</summary>
        public void Word(int start, int end)
        {
            var word = CompatibilityForm.Of(EnglishAnalyzer.WithoutPossessive(text[start..end]), composed);
            var term = LowerCase.Fold(word, lowerCase);
            if (!EnglishAnalyzer.IsStopWord(term))
            {
                if (AsciiFolding.TryFold(term, folded, out var length)) Stemmed(folded[..length], start, end);
                Stemmed(term, start, end);
            }
            position++;
        }

        /// <summary>The words of a run.</summary>
        /// <param name="start">Where the run starts.</param>
        /// <param name="ends">Where its words end, counted from there.</param>
        public void Words(int start, List<int> ends)
        {
            var from = start;
            foreach (var end in ends)
            {
                if (start + end - from > StandardTokenizer.MaxTokenLength) Pairs(from, start + end, Script.SouthEastAsian);
                else Term(from, start + end);
                from = start + end;
            }
        }

        /// <summary>Every two neighbouring characters or syllables of a run; a lone one as itself.</summary>
        public void Pairs(int start, int end, Script script)
        {
            var middle = UnitEnd(start, end, script);
            if (middle == end) Term(start, end);
            while (middle < end)
            {
                var next = UnitEnd(middle, end, script);
                Term(start, next);
                (start, middle) = (middle, next);
            }
        }

        private readonly int UnitEnd(int start, int end, Script script)
        {
            var rest = text[start..Math.Min(end, start + MaxUnitLength)];
            if (start + rest.Length < end && char.IsHighSurrogate(rest[^1])) rest = rest[..^1];
            return start + (script == Script.EastAsian ? StringInfo.GetNextTextElementLength(rest) : SyllableClusters.FirstLength(rest));
        }

        private void Term(int start, int end) => handle(CompatibilityForm.Of(text[start..end], composed), position++, start, end);

        private readonly void Stemmed(Span<char> term, int start, int end) => handle(term[..PorterStemmer.Stem(term)], position, start, end);
    }
}
