namespace Mhg.Search.Analysis;

/// <summary>
/// M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with the author's two later departures
/// (-bli for -abli, -logi) that Lucene's PorterStemFilter has too.
/// </summary>
internal ref struct PorterStemmer
{
    private readonly Span<char> word;
    private int length;

    private PorterStemmer(Span<char> word)
    {
        this.word = word;
        length = word.Length;
    }

    /// <summary>Stems a lower-case word in place and returns the length of the stem.</summary>
    public static int Stem(Span<char> word)
    {
        if (word.Length <= 2) return word.Length;
        var stemmer = new PorterStemmer(word);
        stemmer.Plurals();
        stemmer.PastAndGerund();
        stemmer.FinalY();
        stemmer.Replace(Doubles);
        stemmer.Replace(Adjectives);
        stemmer.Residues();
        stemmer.FinalE();
        return stemmer.length;
    }

    private static readonly (string Suffix, string By)[] Doubles =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string By)[] Adjectives =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] LastSuffixes =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize",
    ];

    private void Plurals()
    {
        if (word[length - 1] != 's') return;
        if (Ends("sses") || Ends("ies")) length -= 2;
        else if (word[length - 2] != 's') length--;
    }

    private void PastAndGerund()
    {
        if (Ends("eed"))
        {
            if (Measure(length - 3) > 0) length--;
            return;
        }
        var stem = Ends("ed") ? length - 2 : Ends("ing") ? length - 3 : 0;
        if (stem == 0 || !HasVowel(stem)) return;
        length = stem;
        if (Ends("at") || Ends("bl") || Ends("iz")) word[length++] = 'e';
        else if (EndsInDoubleConsonant(length))
        {
            if (word[length - 1] is not ('l' or 's' or 'z')) length--;
        }
        else if (Measure(length) == 1 && EndsInShortSyllable(length)) word[length++] = 'e';
    }

    private readonly void FinalY()
    {
        if (Ends("y") && HasVowel(length - 1)) word[length - 1] = 'i';
    }

    private void Replace((string Suffix, string By)[] rules)
    {
        foreach (var (suffix, by) in rules)
        {
            if (!Ends(suffix)) continue;
            var stem = length - suffix.Length;
            if (Measure(stem) == 0) return;
            by.CopyTo(word[stem..]);
            length = stem + by.Length;
            return;
        }
    }

    private void Residues()
    {
        foreach (var suffix in LastSuffixes)
        {
            if (!Ends(suffix)) continue;
            var stem = length - suffix.Length;
            if (suffix == "ion" && (stem == 0 || word[stem - 1] is not ('s' or 't'))) return;
            if (Measure(stem) > 1) length = stem;
            return;
        }
    }

    private void FinalE()
    {
        if (Ends("e"))
        {
            var measure = Measure(length - 1);
            if (measure > 1 || measure == 1 && !EndsInShortSyllable(length - 1)) length--;
        }
        if (Ends("ll") && Measure(length) > 1) length--;
    }

    private readonly bool Ends(string suffix) => word[..length].EndsWith(suffix, StringComparison.Ordinal);

    private readonly bool IsConsonant(int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(i - 1),
        _ => true,
    };

    /// <summary>Porter's m: how often a vowel is followed by a consonant in the first <paramref name="end"/> letters.</summary>
    private readonly int Measure(int end)
    {
        var measure = 0;
        for (var i = 1; i < end; i++)
            if (IsConsonant(i) && !IsConsonant(i - 1)) measure++;
        return measure;
    }

    private readonly bool HasVowel(int end)
    {
        for (var i = 0; i < end; i++)
            if (!IsConsonant(i)) return true;
        return false;
    }

    private readonly bool EndsInDoubleConsonant(int end) =>
        end >= 2 && word[end - 1] == word[end - 2] && IsConsonant(end - 1);

    /// <summary>Porter's *o: consonant, vowel, consonant, the last not w, x or y.</summary>
    private readonly bool EndsInShortSyllable(int end) =>
        end >= 3 && IsConsonant(end - 1) && !IsConsonant(end - 2) && IsConsonant(end - 3) && word[end - 1] is not ('w' or 'x' or 'y');
}
