using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>Lower case one code point at a time, so that a text keeps its length in code points.</summary>
internal static class LowerCase
{
    public static Span<char> Fold(ReadOnlySpan<char> word, Span<char> buffer)
    {
        _ = Ascii.ToLower(word, buffer, out var ascii);
        for (var i = ascii; i < word.Length; i++)
        {
            if (i + 1 < word.Length && char.IsSurrogatePair(word[i], word[i + 1]))
            {
                Rune.ToLowerInvariant(new Rune(word[i], word[i + 1])).EncodeToUtf16(buffer[i..]);
                i++;
            }
            else buffer[i] = Fold(word[i]);
        }
        return buffer[..word.Length];
    }

    public static string Fold(string text) => new(Fold(text, new char[text.Length]));

    // The invariant culture leaves the dotted capital I alone; Unicode's simple mapping, which Lucene uses, is i.
    private static char Fold(char c) => c == '\u0130' ? 'i' : char.ToLowerInvariant(c);
}
