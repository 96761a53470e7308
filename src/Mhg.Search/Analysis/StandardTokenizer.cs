using System.Buffers;
using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>
/// Finds words by the word-break rules of UAX #29 (Unicode 9) as Lucene 8's StandardTokenizer does: letters and
/// digits with what joins them, each ideograph and hiragana alone, runs of South-East Asian script whole, emoji
/// sequences of UTS #51. Everything else separates.
/// </summary>
/// <param name="text">The text to cut.</param>
internal ref struct StandardTokenizer(ReadOnlySpan<char> text)
{
    /// <summary>A longer word is cut into pieces of this many UTF-16 units.</summary>
    public const int MaxTokenLength = 255;

    private static readonly SearchValues<char> AsciiLettersAndDigits =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly ReadOnlySpan<char> text = text;
    private ReadOnlySpan<char> window;

    /// <summary>Where the current word starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where the current word ends (exclusive).</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        for (var i = End; i < text.Length;)
        {
            if (PlainWord(i, out var next))
            {
                if (next > i)
                {
                    (Start, End) = (i, next);
                    return true;
                }
                i++;
                continue;
            }
            window = text[..Math.Min(text.Length, i + MaxTokenLength)];
            // Half a character at the edge of the window would be read as a separator.
            if (window.Length < text.Length && char.IsHighSurrogate(window[^1])) window = window[..^1];
            var end = LongestWord(i);
            if (end > i)
            {
                (Start, End) = (i, end);
                return true;
            }
            i = Step(i, out _);
        }
        return false;
    }

    /// <summary>
    /// Most words are letters and digits between plain separators, which no rule looks beyond. Returns false where
    /// more has to be looked at, and an empty word at a separator.
    /// </summary>
    private readonly bool PlainWord(int start, out int end)
    {
        end = start;
        if (IsSeparator(text[start])) return true;
        var limit = Math.Min(text.Length, start + MaxTokenLength + 1);
        var ascii = text[start..limit].IndexOfAnyExcept(AsciiLettersAndDigits);
        end = ascii < 0 ? limit : start + ascii;
        while (end < limit && WordBreakTable.ClassOf(text[end]) is WordBreak.ALetter or WordBreak.Numeric) end++;
        if (end - start > MaxTokenLength) return false;
        if (end == text.Length || IsSeparator(text[end])) return true;
        // What joins letters or digits joins nothing before a separator.
        return WordBreakTable.ClassOf(text[end]) is WordBreak.MidLetter or WordBreak.MidNum or WordBreak.MidNumLet or WordBreak.Single_Quote
            && (end + 1 == text.Length || IsSeparator(text[end + 1]));
    }

    private static bool IsSeparator(char c) => WordBreakTable.ClassOf(c) == WordBreak.Other && !char.IsSurrogate(c);

    private readonly int LongestWord(int i)
    {
        var next = Step(i, out var first);
        return first switch
        {
            WordBreak.ALetter or WordBreak.Hebrew_Letter or WordBreak.Katakana or WordBreak.ExtendNumLet => Word(i),
            WordBreak.Numeric => Math.Max(Word(i), Keycap(i)),
            WordBreak.Keycap_Base => Keycap(i),
            WordBreak.ALetter_Emoji => Math.Max(Word(i), EmojiSequence(i)),
            WordBreak.Emoji or WordBreak.Emoji_Modifier or WordBreak.Emoji_Modifier_Base or WordBreak.ZWJ => EmojiSequence(i),
            WordBreak.Regional_Indicator => Flag(i),
            WordBreak.Han => Extend(next),
            WordBreak.Complex_Context or WordBreak.Complex_Context_Extend => ComplexRun(i),
            _ => i,
        };
    }

    /// <summary>Rules WB5 to WB13b. Returns the start when there is no letter, digit or katakana.</summary>
    private readonly int Word(int start)
    {
        // Other stands for the start of the word, Single_Quote for a Hebrew word closed by a quotation mark.
        var last = WordBreak.Other;
        var accepted = start;
        var hasCore = false;
        var joined = false;
        for (var i = start; i < window.Length;)
        {
            var next = Extend(Step(i, out var current));
            if (current == WordBreak.ALetter_Emoji) current = WordBreak.ALetter;
            switch (current)
            {
                case WordBreak.ALetter or WordBreak.Hebrew_Letter or WordBreak.Numeric when last != WordBreak.Katakana:
                case WordBreak.Katakana when last is WordBreak.Other or WordBreak.ExtendNumLet or WordBreak.Katakana:
                    hasCore = true;
                    // A Hebrew letter that a colon or point has joined takes no quotation mark, as in Lucene.
                    last = joined && current == WordBreak.Hebrew_Letter ? WordBreak.ALetter : current;
                    joined = false;
                    break;
                case WordBreak.ExtendNumLet:
                    last = current;
                    break;
                case WordBreak.MidLetter or WordBreak.MidNumLet or WordBreak.Single_Quote
                    when IsLetter(last) && IsLetter(ClassAt(next)):
                case WordBreak.MidNum or WordBreak.MidNumLet or WordBreak.Single_Quote
                    when last == WordBreak.Numeric && ClassAt(next) == WordBreak.Numeric:
                    // An apostrophe may also close the Hebrew word before it, which leaves the next letter free.
                    joined = current != WordBreak.Single_Quote || last != WordBreak.Hebrew_Letter;
                    i = next;
                    continue;
                case WordBreak.Double_Quote when last == WordBreak.Hebrew_Letter && ClassAt(next) == WordBreak.Hebrew_Letter:
                    next = Extend(Step(next, out _));
                    last = WordBreak.Single_Quote;
                    break;
                case WordBreak.Single_Quote when last == WordBreak.Hebrew_Letter:
                    last = WordBreak.Single_Quote;
                    break;
                default:
                    return accepted;
            }
            i = next;
            if (hasCore) accepted = i;
        }
        return accepted;
    }

    /// <summary>One emoji, or several joined by zero-width joiners, or one with tags (a subdivision flag).</summary>
    private readonly int EmojiSequence(int start)
    {
        var end = EmojiElement(start);
        if (end == start) return start;
        var tag = end;
        while (CodePointAt(tag, out var after) is >= 0xE0020 and <= 0xE007E) tag = after;
        // Tags extend the emoji before them, so that they are already behind us; the terminator alone decides nothing.
        if (tag > end && CodePointAt(tag, out var terminated) == 0xE007F) return terminated;
        while (true)
        {
            // A joiner extends the emoji before it too, unless a presentation selector stands between.
            var from = ClassAt(end) == WordBreak.ZWJ ? Step(end, out _) : end;
            if (window[from - 1] != '\u200D') return end;
            var joined = EmojiElement(from);
            if (joined == from) return end;
            end = joined;
        }
    }

    private readonly int EmojiElement(int start)
    {
        var i = start;
        while (ClassAt(i) == WordBreak.ZWJ) i = Step(i, out _);
        if (i >= window.Length) return start;
        var next = Step(i, out var first);
        switch (first)
        {
            case WordBreak.Emoji_Modifier when i == start:
                return ExtendEmoji(next);
            case WordBreak.Emoji_Modifier_Base:
                next = ExtendEmoji(next);
                if (ClassAt(next) == WordBreak.Emoji_Modifier) return ExtendEmoji(Step(next, out _));
                break;
            case WordBreak.Emoji or WordBreak.ALetter_Emoji:
                next = ExtendEmoji(next);
                break;
            default:
                return start;
        }
        return ClassAt(next) == WordBreak.Emoji_Presentation ? Step(next, out _) : next;
    }

    private readonly int Keycap(int start)
    {
        var c = window[start];
        if (!char.IsAsciiDigit(c) && c is not ('#' or '*')) return start;
        // The keycap itself extends what stands before it, so the walk looks for the last one that was passed.
        var end = start;
        var presentation = false;
        for (var i = start + 1; i < window.Length;)
        {
            var next = Step(i, out var current);
            if (window[i] == '\u20E3') end = next;
            if (current == WordBreak.Emoji_Presentation)
            {
                if (presentation || next >= window.Length || window[next] != '\u20E3') break;
                presentation = true;
            }
            else if (!IsExtending(current) || current == WordBreak.Text_Presentation) break;
            i = next;
            if (end > start) end = i;
        }
        return end;
    }

    private readonly int Flag(int start)
    {
        var next = Extend(Step(start, out _));
        return ClassAt(next) == WordBreak.Regional_Indicator ? Extend(Step(next, out _)) : start;
    }

    private readonly int ComplexRun(int start)
    {
        var end = start;
        while (ClassAt(end) is WordBreak.Complex_Context or WordBreak.Complex_Context_Extend) end = Extend(Step(end, out _));
        return end;
    }

    /// <summary>Rule WB4: passes over what extends the character before.</summary>
    private readonly int Extend(int i)
    {
        while (i < window.Length)
        {
            var next = Step(i, out var current);
            if (!IsExtending(current)) break;
            i = next;
        }
        return i;
    }

    /// <summary>As <see cref="Extend"/>, but stops at the presentation selectors, which have a meaning after an emoji.</summary>
    private readonly int ExtendEmoji(int i)
    {
        while (i < window.Length)
        {
            var next = Step(i, out var current);
            if (current is WordBreak.Text_Presentation or WordBreak.Emoji_Presentation || !IsExtending(current)) break;
            i = next;
        }
        return i;
    }

    private static bool IsExtending(WordBreak value) => value is WordBreak.Extend or WordBreak.ZWJ
        or WordBreak.Text_Presentation or WordBreak.Emoji_Presentation or WordBreak.Complex_Context_Extend;

    private static bool IsLetter(WordBreak value) =>
        value is WordBreak.ALetter or WordBreak.Hebrew_Letter or WordBreak.ALetter_Emoji;

    private readonly WordBreak ClassAt(int i)
    {
        if (i >= window.Length) return WordBreak.Other;
        Step(i, out var value);
        return value;
    }

    private readonly int CodePointAt(int i, out int next)
    {
        next = i;
        if (i >= window.Length) return -1;
        _ = Rune.DecodeFromUtf16(window[i..], out var rune, out var units);
        next = i + units;
        return rune.Value;
    }

    private readonly int Step(int i, out WordBreak value)
    {
        var c = window[i];
        if (!char.IsSurrogate(c))
        {
            value = WordBreakTable.ClassOf(c);
            return i + 1;
        }
        var whole = Rune.DecodeFromUtf16(window[i..], out var rune, out var units) == System.Buffers.OperationStatus.Done;
        value = whole ? WordBreakTable.ClassOf(rune.Value) : WordBreak.Other;
        return i + units;
    }
}
