using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>Lower case one code point at a time, so that a text keeps its length in code points.</summary>
internal static class LowerCase
{
    public static Span<char> Fold(ReadOnlySpan<char> word, Span<char> buffer)
    {
        var length = 0;
        for (var i = 0; i < word.Length;)
        {
            if (char.IsAscii(word[i]))
            {
                buffer[length++] = char.ToLowerInvariant(word[i++]);
                continue;
            }
            if (Rune.DecodeFromUtf16(word[i..], out var rune, out var units) != System.Buffers.OperationStatus.Done)
                buffer[length++] = word[i];
            else
                length += Fold(rune).EncodeToUtf16(buffer[length..]);
            i += units;
        }
        return buffer[..length];
    }

    public static string Fold(string text) => new(Fold(text, new char[text.Length]));

    // The invariant culture leaves the dotted capital I alone; Unicode's simple mapping, which Lucene uses, is i.
    private static Rune Fold(Rune rune) => rune.Value == 0x130 ? new Rune('i') : Rune.ToLowerInvariant(rune);
}
