using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mhg.Search.Indexing;

namespace Mhg.Search.Searching;

/// <summary>
/// A range of a segment's documents, with those that were found in it and their scores so far. A search goes over a segment
/// window by window, so that adding up scores and combining sets are loops over short arrays.
/// </summary>
internal sealed class Window
{
    /// <summary>The most documents that a window has.</summary>
    public const int Size = 4096;

    /// <summary>How many words a set of a window's documents has.</summary>
    public const int WordCount = Size / WordBits;

    private const int WordBits = 64;

    private readonly ulong[] matches = new ulong[WordCount];
    // All that ever matched: only there scores have to be cleared.
    private readonly ulong[] touched = new ulong[WordCount];
    private readonly float[] scores = new float[Size];

    /// <summary>The first document, a multiple of 64.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the last document.</summary>
    public int End { get; private set; }

    /// <summary>The documents found, 64 a word, the lowest first.</summary>
    public Span<ulong> Matches => matches;

    /// <summary>Their scores.</summary>
    public Span<float> Scores => scores;

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => !Matches.ContainsAnyExcept(0UL);

    /// <summary>Empties the window and moves it.</summary>
    public void Reset(int start, int end)
    {
        for (var word = 0; word < WordCount; word++)
        {
            if ((touched[word] | matches[word]) == 0) continue;
            scores.AsSpan(word * WordBits, WordBits).Clear();
            touched[word] = matches[word] = 0;
        }
        (Start, End) = (start, end);
    }

    /// <summary>Adds a document with its score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int doc, float score)
    {
        var i = doc - Start;
        matches[i >> 6] |= 1UL << i;
        scores[i] += score;
    }

    /// <summary>Adds documents in ascending order with their scores.</summary>
    public void Add(ReadOnlySpan<int> docs, ReadOnlySpan<float> added)
    {
        ref var score = ref MemoryMarshal.GetArrayDataReference(scores);
        ref var match = ref MemoryMarshal.GetArrayDataReference(matches);
        var (word, bits) = (0, 0UL);
        for (var i = 0; i < docs.Length; i++)
        {
            var at = docs[i] - Start;
            if (at >> 6 != word)
            {
                Unsafe.Add(ref match, word) |= bits;
                (word, bits) = (at >> 6, 0);
            }
            bits |= 1UL << at;
            Unsafe.Add(ref score, at) += added[i];
        }
        Unsafe.Add(ref match, word) |= bits;
    }

    /// <summary>Adds documents in ascending order without scores.</summary>
    public void Add(ReadOnlySpan<int> docs) => Add(matches, docs);

    /// <summary>Adds documents in ascending order to a set of documents of the window.</summary>
    public void Add(Span<ulong> set, ReadOnlySpan<int> docs)
    {
        foreach (var doc in docs) set[(doc - Start) >> 6] |= 1UL << (doc - Start);
    }

    /// <summary>Adds a set of documents, each with the same score.</summary>
    public void Add(ReadOnlySpan<ulong> set, float score)
    {
        for (var word = 0; word < set.Length; word++)
        {
            matches[word] |= set[word];
            if (score == 0) continue;
            for (var bits = set[word]; bits != 0; bits &= bits - 1) scores[word * WordBits + BitOperations.TrailingZeroCount(bits)] += score;
        }
    }

    /// <summary>Adds what another window of the same range has.</summary>
    public void Add(Window other)
    {
        for (var word = 0; word < WordCount; word++)
        {
            matches[word] |= other.matches[word];
            for (var bits = other.matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * WordBits + BitOperations.TrailingZeroCount(bits);
                scores[i] += other.scores[i];
            }
        }
    }

    /// <summary>Keeps only the documents of another window of the same range, and adds its scores.</summary>
    public void KeepAndAdd(Window other)
    {
        Keep(other.matches);
        for (var word = 0; word < WordCount; word++)
        {
            for (var bits = matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * WordBits + BitOperations.TrailingZeroCount(bits);
                scores[i] += other.scores[i];
            }
        }
    }

    /// <summary>Keeps only the documents of a set, which may end where the window does.</summary>
    public void Keep(ReadOnlySpan<ulong> kept)
    {
        for (var word = 0; word < Math.Min(kept.Length, WordCount); word++)
        {
            touched[word] |= matches[word];
            matches[word] &= kept[word];
        }
    }

    /// <summary>Removes the documents of a set.</summary>
    public void Remove(ReadOnlySpan<ulong> removed)
    {
        for (var word = 0; word < WordCount; word++)
        {
            touched[word] |= matches[word];
            matches[word] &= ~removed[word];
        }
    }

    /// <summary>Keeps only the documents with a score greater than <paramref name="bound"/>.</summary>
    public void KeepGreater(float bound)
    {
        for (var word = 0; word < WordCount; word++)
        {
            if (matches[word] == 0) continue;
            touched[word] |= matches[word];
            matches[word] &= GreaterIn(word, bound);
        }
    }

    /// <summary>Which of the 64 documents of a word have a score greater than <paramref name="bound"/>.</summary>
    public ulong GreaterIn(int word, float bound)
    {
        ref var first = ref scores[word * WordBits];
        var wanted = Vector256.Create(bound);
        var greater = 0UL;
        for (var i = 0; i < WordBits; i += Vector256<float>.Count)
            greater |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i), wanted).ExtractMostSignificantBits() << i;
        return greater;
    }

    /// <summary>Adds the documents found to a set of all documents of the segment.</summary>
    public void CopyTo(FixedBitSet documents)
    {
        for (var word = 0; word < WordCount; word++)
            for (var bits = matches[word]; bits != 0; bits &= bits - 1)
                documents.Set(Start + word * WordBits + BitOperations.TrailingZeroCount(bits));
    }

    /// <summary>How many documents were found.</summary>
    public int Count()
    {
        var count = 0;
        foreach (var word in matches) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Multiplies all scores of what was found.</summary>
    public void Multiply(Func<int, float> factor)
    {
        for (var word = 0; word < WordCount; word++)
        {
            for (var bits = matches[word]; bits != 0; bits &= bits - 1)
            {
                var i = word * WordBits + BitOperations.TrailingZeroCount(bits);
                scores[i] *= factor(Start + i);
            }
        }
    }
}
