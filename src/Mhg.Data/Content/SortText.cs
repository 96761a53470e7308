using System.Globalization;
using System.Text;

namespace Mhg.Data.Content;

/// <summary>
/// Texts as people look them up: without case and accents. Made here and stored, because each database folds letters differently
/// (SQLite only those of ASCII).
/// </summary>
internal static class SortText
{
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(character));
        }
        return folded.ToString();
    }
}
