using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>
/// Orthographic syllables of Thai, Lao, Khmer and Burmese: a consonant with what is stacked on it and the vowels and
/// signs around it. In Thai and Lao, where nothing marks the consonant that ends a syllable, it is a cluster of its own
/// (Theeramunkong et al., "Character Cluster Based Thai Information Retrieval", 2000); in Burmese the sign asat does.
/// </summary>
internal static class SyllableClusters
{
    private const char Asat = '\u103A';
    private const char DotBelow = '\u1037';

    /// <summary>How many UTF-16 units the first cluster of a text has.</summary>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
            if (StartsCluster(text, i)) return i;
        return text.Length;
    }

    private static bool StartsCluster(ReadOnlySpan<char> text, int i) =>
        Rune.DecodeFromUtf16(text[i..], out var rune, out _) == System.Buffers.OperationStatus.Done
        && WordBreakTable.ClassOf(rune.Value) == WordBreak.Complex_Context
        && !StandsBeforeItsConsonant(text[i - 1])
        && !Stacks(text[i - 1])
        && !StandsAfterItsConsonant(text[i])
        && !(text[(i + 1)..] is [Asat or '\u1039', ..] or [DotBelow, Asat, ..]);

    private static bool StandsBeforeItsConsonant(char vowel) => vowel is >= '\u0E40' and <= '\u0E44' or >= '\u0EC0' and <= '\u0EC4';

    // Vowels, and the signs for repetition and abbreviation.
    private static bool StandsAfterItsConsonant(char c) => c
        is '\u0E2F' or '\u0E30' or '\u0E32' or '\u0E33' or '\u0E45' or '\u0E46'
        or '\u0EAF' or '\u0EB0' or '\u0EB2' or '\u0EB3' or '\u0EBD' or '\u0EC6' or '\u17D7';

    // The Khmer coeng and the Burmese virama put the next consonant under the one before.
    private static bool Stacks(char sign) => sign is '\u17D2' or '\u1039';
}
