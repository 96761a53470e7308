using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>
/// One form for what Unicode calls compatible (NFKC of UAX #15): letters with their marks composed, full-width and
/// half-width ones as usual, ligatures and presentation forms as the letters that they stand for.
/// </summary>
internal static class CompatibilityForm
{
    /// <summary>The form of a text that holds no half of a character. Returns the text itself when that is its form, or when the buffer is too short.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, Span<char> buffer) =>
        Ascii.IsValid(text) || text.IsNormalized(NormalizationForm.FormKC) || !text.TryNormalize(buffer, out var length, NormalizationForm.FormKC)
            ? text : buffer[..length];
}
