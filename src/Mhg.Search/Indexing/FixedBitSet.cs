using System.Numerics;

namespace Mhg.Search.Indexing;

/// <summary>A set of document numbers below a fixed length.</summary>
internal sealed class FixedBitSet
{
    private readonly ulong[] words;

    public FixedBitSet(int length)
    {
        Length = length;
        words = new ulong[(length + 63) / 64];
    }

    private FixedBitSet(FixedBitSet source)
    {
        Length = source.Length;
        words = [.. source.words];
    }

    public int Length { get; }

    public bool this[int i] => (words[i >> 6] & (1UL << i)) != 0;

    public static FixedBitSet Full(int length)
    {
        var set = new FixedBitSet(length);
        Array.Fill(set.words, ulong.MaxValue);
        if ((length & 63) != 0) set.words[^1] = (1UL << length) - 1;
        return set;
    }

    public FixedBitSet Clone() => new(this);

    public void Set(int i) => words[i >> 6] |= 1UL << i;

    public void Clear(int i) => words[i >> 6] &= ~(1UL << i);

    public int Count()
    {
        var count = 0;
        foreach (var word in words) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The first member from <paramref name="i"/> on, or -1.</summary>
    public int NextSetBit(int i)
    {
        if (i >= Length) return -1;
        var word = words[i >> 6] >> i;
        if (word != 0) return i + BitOperations.TrailingZeroCount(word);
        for (var w = (i >> 6) + 1; w < words.Length; w++)
            if (words[w] != 0) return (w << 6) + BitOperations.TrailingZeroCount(words[w]);
        return -1;
    }
}
