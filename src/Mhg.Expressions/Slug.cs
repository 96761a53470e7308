using System.Globalization;
using System.Text;

namespace Mhg.Expressions;

/// <summary>Makes the part of an address that names a page, as Orchard Core does.</summary>
public static class Slug
{
    /// <summary>
    /// Lower case; letters and digits of every script stay, with the vowel and tone signs that belong to them;
    /// accents are folded (é to e); whatever stands between becomes one hyphen; no hyphen at either end.
    /// </summary>
    /// <param name="text">Any text, a title for instance.</param>
    /// <returns>The slug; empty when the text has neither letter nor digit.</returns>
    public static string From(string text)
    {
        var slug = new StringBuilder(text.Length);
        var separated = false;
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (IsAccent(rune))
                continue;
            if (!Belongs(rune, slug.Length > 0 && !separated))
            {
                separated = true;
                continue;
            }
            if (separated && slug.Length > 0)
                slug.Append('-');
            separated = false;
            slug.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        return slug.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool Belongs(Rune rune, bool followsLetter) => Rune.GetUnicodeCategory(rune) switch
    {
        // Thai, Lao, Khmer and Burmese write vowels and tones as marks: without them the word is another one.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => followsLetter,
        _ => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '~',
    };

    // The combining diacritical marks of Latin, Greek and Cyrillic; the signs of other scripts have blocks of their own.
    private static bool IsAccent(Rune rune) =>
        rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF);

    // Normalization refuses lone surrogates; enumerating runes turns them into U+FFFD.
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            builder.Append(rune.ToString());
        return builder.ToString();
    }
}
