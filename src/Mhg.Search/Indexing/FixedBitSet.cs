using System.Numerics;

namespace Mhg.Search.Indexing;

/// <summary>A set of document numbers below a fixed length.</summary>
internal sealed class FixedBitSet
{
    private readonly ulong[] words;

    public FixedBitSet(int length)
    {
        Length = length;
        words = new ulong[WordsFor(length)];
    }

    public FixedBitSet(int length, ReadOnlySpan<ulong> words)
    {
        Length = length;
        this.words = [.. words];
    }

    public int Length { get; }

    /// <summary>The members, 64 a word, the lowest first.</summary>
    public ReadOnlySpan<ulong> Words => words;

    public bool this[int i] => (words[i >> 6] & (1UL << i)) != 0;

    public static int WordsFor(int length) => (length + 63) / 64;

    public static FixedBitSet Full(int length)
    {
        var set = new FixedBitSet(length);
        Array.Fill(set.words, ulong.MaxValue);
        if ((length & 63) != 0) set.words[^1] = (1UL << length) - 1;
        return set;
    }

    public FixedBitSet Clone() => new(Length, words);

    public void Set(int i) => words[i >> 6] |= 1UL << i;

    public void Clear(int i) => words[i >> 6] &= ~(1UL << i);

    /// <summary>Keeps only what another set of the same length has, too.</summary>
    public void And(FixedBitSet other)
    {
        for (var i = 0; i < words.Length; i++) words[i] &= other.words[i];
    }

    /// <summary>The members, in ascending order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (var word = 0; word < words.Length; word++)
            for (var bits = words[word]; bits != 0; bits &= bits - 1)
                yield return word * 64 + BitOperations.TrailingZeroCount(bits);
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in words) count += BitOperations.PopCount(word);
        return count;
    }
}
