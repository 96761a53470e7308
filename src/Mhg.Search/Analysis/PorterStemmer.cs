using System.Runtime.CompilerServices;

namespace Mhg.Search.Analysis;

/// <summary>
/// M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with the author's two later departures
/// (-bli for -abli, -logi) that Lucene's PorterStemFilter has too. As in the author's own program, the last letter but
/// one chooses the few suffixes that a word may have.
/// </summary>
internal ref struct PorterStemmer
{
    private static readonly uint Vowels = Letters("aeiou");

    // What ends in any other letter has none of the suffixes that are looked for last.
    private static readonly uint LastLetters = Letters("ceilmnrstu");

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
        if (!IsAny(word[stemmer.length - 1], LastLetters)) return stemmer.length;
        stemmer.DoubleSuffixes();
        stemmer.Adjectives();
        stemmer.Residues();
        stemmer.FinalE();
        return stemmer.length;
    }

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
        if (!HasVowel(stem)) return;
        length = stem;
        if (Ends("at") || Ends("bl") || Ends("iz")) word[length++] = 'e';
        else if (EndsInDoubleConsonant(length))
        {
            if (word[length - 1] is not ('l' or 's' or 'z')) length--;
        }
        else if (EndsInShortSyllable(length) && Measure(length) == 1) word[length++] = 'e';
    }

    private readonly void FinalY()
    {
        if (word[length - 1] == 'y' && HasVowel(length - 1)) word[length - 1] = 'i';
    }

    // The first suffix that the word has is the only one that is looked at, whether or not it can be replaced.
    private void DoubleSuffixes()
    {
        if (length < 2) return;
        _ = word[length - 2] switch
        {
            'a' => Replace("ational", "ate") || Replace("tional", "tion"),
            'c' => Replace("enci", "ence") || Replace("anci", "ance"),
            'e' => Replace("izer", "ize"),
            'g' => Replace("logi", "log"),
            'l' => Replace("bli", "ble") || Replace("alli", "al") || Replace("entli", "ent") || Replace("eli", "e") || Replace("ousli", "ous"),
            'o' => Replace("ization", "ize") || Replace("ation", "ate") || Replace("ator", "ate"),
            's' => Replace("alism", "al") || Replace("iveness", "ive") || Replace("fulness", "ful") || Replace("ousness", "ous"),
            't' => Replace("aliti", "al") || Replace("iviti", "ive") || Replace("biliti", "ble"),
            _ => false,
        };
    }

    private void Adjectives()
    {
        _ = word[length - 1] switch
        {
            'e' => Replace("icate", "ic") || Replace("ative", "") || Replace("alize", "al"),
            'i' => Replace("iciti", "ic"),
            'l' => Replace("ical", "ic") || Replace("ful", ""),
            's' => Replace("ness", ""),
            _ => false,
        };
    }

    private void Residues()
    {
        if (length < 2) return;
        _ = word[length - 2] switch
        {
            'a' => Remove("al"),
            'c' => Remove("ance") || Remove("ence"),
            'e' => Remove("er"),
            'i' => Remove("ic"),
            'l' => Remove("able") || Remove("ible"),
            'n' => Remove("ant") || Remove("ement") || Remove("ment") || Remove("ent"),
            'o' => length > 3 && word[length - 4] is 's' or 't' && Remove("ion") || Remove("ou"),
            's' => Remove("ism"),
            't' => Remove("ate") || Remove("iti"),
            'u' => Remove("ous"),
            'v' => Remove("ive"),
            'z' => Remove("ize"),
            _ => false,
        };
    }

    private void FinalE()
    {
        if (word[length - 1] == 'e')
        {
            var measure = Measure(length - 1);
            if (measure > 1 || measure == 1 && !EndsInShortSyllable(length - 1)) length--;
        }
        if (word[length - 1] == 'l' && Ends("ll") && Measure(length) > 1) length--;
    }

    /// <summary>Replaces a suffix where letters enough stand before it. Tells whether the word has the suffix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Replace(string suffix, string by)
    {
        if (!Ends(suffix)) return false;
        var stem = length - suffix.Length;
        if (Measure(stem) > 0)
        {
            by.CopyTo(word[stem..]);
            length = stem + by.Length;
        }
        return true;
    }

    /// <summary>Removes a suffix where letters enough stand before it. Tells whether the word has the suffix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Remove(string suffix)
    {
        if (!Ends(suffix)) return false;
        if (Measure(length - suffix.Length) > 1) length -= suffix.Length;
        return true;
    }

    // Inlined, so that a suffix is compared as one or two numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool Ends(string suffix) => word[..length].EndsWith(suffix);

    private static bool IsAny(char c, uint letters) => c is >= 'a' and <= 'z' && (letters >> (c - 'a') & 1) != 0;

    private static uint Letters(string letters) => letters.Aggregate(0u, (set, c) => set | 1u << (c - 'a'));

    /// <summary>Whether the letter at <paramref name="i"/> is a vowel; y is one after a consonant.</summary>
    private readonly bool IsVowel(int i) => IsVowel(word[i], afterConsonant: i > 0 && word[i] == 'y' && !IsVowel(i - 1));

    private static bool IsVowel(char c, bool afterConsonant) => c == 'y' ? afterConsonant : IsAny(c, Vowels);

    /// <summary>Porter's m: how often a vowel is followed by a consonant in the first <paramref name="end"/> letters.</summary>
    private readonly int Measure(int end)
    {
        var measure = 0;
        // A y at the start of a word is a consonant.
        var afterVowel = true;
        for (var i = 0; i < end; i++)
        {
            var isVowel = IsVowel(word[i], !afterVowel);
            if (afterVowel && !isVowel && i > 0) measure++;
            afterVowel = isVowel;
        }
        return measure;
    }

    private readonly bool HasVowel(int end)
    {
        for (var i = 0; i < end; i++)
            if (IsVowel(i)) return true;
        return false;
    }

    private readonly bool EndsInDoubleConsonant(int end) =>
        end >= 2 && word[end - 1] == word[end - 2] && !IsVowel(end - 1);

    /// <summary>Porter's *o: consonant, vowel, consonant, the last not w, x or y.</summary>
    private readonly bool EndsInShortSyllable(int end) =>
        end >= 3 && !IsVowel(end - 1) && IsVowel(end - 2) && !IsVowel(end - 3) && word[end - 1] is not ('w' or 'x' or 'y');
}
