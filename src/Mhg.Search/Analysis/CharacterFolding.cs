using System.Text;

namespace Mhg.Search.Analysis;

/// <summary>Which characters count as the same one where case, or case and accents, make no difference.</summary>
internal sealed class CharacterFolding
{
    // No letter behind these has another case.
    private const int LastCased = 0x1E943;

    private static readonly Lazy<CharacterFolding> Case = new(() => new CharacterFolding(WithoutCase));
    private static readonly Lazy<CharacterFolding> CaseAndAccents = new(() => new CharacterFolding(WithoutAccents));

    private readonly Dictionary<Rune, string> folded = [];
    // By the first UTF-16 unit of what they are folded to: the characters, in the order of code points.
    private readonly Dictionary<char, Rune[]> variants;

    private CharacterFolding(Func<Rune, string> fold)
    {
        var unfolded = new List<(char First, Rune Rune)>();
        for (var codePoint = 0; codePoint <= LastCased; codePoint++)
        {
            if (!Rune.TryCreate(codePoint, out var rune)) continue;
            var (text, itself) = (fold(rune), rune.ToString());
            if (text != itself) folded.Add(rune, text);
            unfolded.Add((text[0], rune));
        }
        variants = unfolded.GroupBy(pair => pair.First, pair => pair.Rune).Where(group => group.Skip(1).Any())
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Upper and lower case are the same, as to <see cref="StringComparison.OrdinalIgnoreCase"/>.</summary>
    public static CharacterFolding IgnoringCase => Case.Value;

    /// <summary>Upper and lower case are the same, and so are letters with marks and without.</summary>
    public static CharacterFolding IgnoringCaseAndAccents => CaseAndAccents.Value;

    /// <summary>What all texts have in common that count as the same.</summary>
    public string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (folded.TryGetValue(rune, out var other)) result.Append(other);
            else result.Append(rune);
        }
        return result.ToString();
    }

    /// <summary>How much of a folded text a character stands for, in UTF-16 units: 0 when it does not stand for its beginning.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rune">The character.</param>
    /// <param name="isPrefix">Whether the text may end within what the character stands for: "a" begins what "æ" does.</param>
    public int Match(ReadOnlySpan<char> text, Rune rune, bool isPrefix)
    {
        if (folded.TryGetValue(rune, out var other)) return text.StartsWith(other) ? other.Length : isPrefix && other.AsSpan().StartsWith(text) ? text.Length : 0;
        return Rune.DecodeFromUtf16(text, out var first, out var length) == System.Buffers.OperationStatus.Done && first == rune ? length : 0;
    }

    /// <summary>The first character behind a code point that stands for the beginning of a folded text, as <see cref="Match"/> has it.</summary>
    public Rune? Next(ReadOnlySpan<char> text, int codePoint, bool isPrefix)
    {
        if (!variants.TryGetValue(text[0], out var candidates))
            return Rune.DecodeFromUtf16(text, out var only, out _) == System.Buffers.OperationStatus.Done && only.Value > codePoint ? only : null;
        foreach (var candidate in candidates)
            if (candidate.Value > codePoint && Match(text, candidate, isPrefix) > 0) return candidate;
        return null;
    }

    // Ordinal comparison does not take the long s and the dotless i for what their upper case is.
    private static string WithoutCase(Rune rune)
    {
        var (itself, upperCase) = (rune.ToString(), Rune.ToUpperInvariant(rune).ToString());
        return itself.Equals(upperCase, StringComparison.OrdinalIgnoreCase) ? upperCase : itself;
    }

    private static string WithoutAccents(Rune rune)
    {
        var lowerCase = LowerCase.Fold(rune.ToString());
        Span<char> buffer = stackalloc char[AsciiFolding.MaxGrowth * lowerCase.Length];
        return AsciiFolding.TryFold(lowerCase, buffer, out var length) ? new string(buffer[..length]) : lowerCase;
    }
}
