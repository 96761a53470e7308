using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mhg.Search.Store;

/// <summary>
/// Packs blocks of 128 numbers into as many bits each as the greatest one needs, four lanes beside one another, so that a
/// vector instruction unpacks four at once (SIMD-BP128: Lemire and Boytsov, "Decoding billions of integers per second
/// through vectorization", 2015).
/// </summary>
internal static class BitPacking
{
    public const int BlockSize = 128;
    private const int Lanes = 4;
    private const int Rows = BlockSize / Lanes;
    private const int WordBits = 32;

    /// <summary>How many bits the number needs.</summary>
    public static int WidthOf(uint value) => WordBits - BitOperations.LeadingZeroCount(value);

    /// <summary>How many bytes a block takes.</summary>
    public static int SizeOf(int width) => width * Lanes * sizeof(uint);

    /// <summary>Packs 128 numbers that need no more than <paramref name="width"/> bits.</summary>
    public static void Pack(ReadOnlySpan<uint> values, int width, Span<byte> target)
    {
        if (width == 0) return;
        ref var from = ref MemoryMarshal.GetReference(values[..BlockSize]);
        var words = MemoryMarshal.Cast<byte, uint>(target[..SizeOf(width)]);
        var word = Vector128<uint>.Zero;
        var (used, next) = (0, 0);
        for (var row = 0; row < Rows; row++)
        {
            var value = Vector128.LoadUnsafe(ref from, (nuint)(row * Lanes));
            word |= value << used;
            used += width;
            if (used < WordBits) continue;
            word.CopyTo(words[next..]);
            next += Lanes;
            used -= WordBits;
            word = used > 0 ? value >>> (width - used) : Vector128<uint>.Zero;
        }
    }

    /// <summary>Unpacks 128 numbers and adds <paramref name="plus"/> to each.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, int plus, Span<int> target)
    {
        ref var to = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, uint>(target[..BlockSize]));
        var added = Vector128.Create((uint)plus);
        if (width == 0)
        {
            for (var row = 0; row < Rows; row++) added.StoreUnsafe(ref to, (nuint)(row * Lanes));
            return;
        }
        ref var words = ref MemoryMarshal.GetReference(source[..SizeOf(width)]);
        var mask = Vector128.Create(uint.MaxValue >> (WordBits - width));
        var word = Vector128.LoadUnsafe(ref words).AsUInt32();
        var (shift, next) = (0, (nuint)Vector128<byte>.Count);
        for (var row = 0; row < Rows; row++)
        {
            var value = Take(ref word, ref words, ref shift, ref next, row, width);
            ((value & mask) + added).StoreUnsafe(ref to, (nuint)(row * Lanes));
        }
    }

    /// <summary>
    /// Unpacks 128 ascending numbers, given as the distances between them less one, the first one from <paramref name="before"/>.
    /// </summary>
    public static void UnpackAscending(ReadOnlySpan<byte> source, int width, int before, Span<int> target)
    {
        ref var to = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, uint>(target[..BlockSize]));
        var sum = Vector128.Create((uint)before);
        if (width == 0)
        {
            sum += Vector128.Create(1u, 2u, 3u, 4u);
            for (var row = 0; row < Rows; row++, sum += Vector128.Create((uint)Lanes)) sum.StoreUnsafe(ref to, (nuint)(row * Lanes));
            return;
        }
        ref var words = ref MemoryMarshal.GetReference(source[..SizeOf(width)]);
        var mask = Vector128.Create(uint.MaxValue >> (WordBits - width));
        var word = Vector128.LoadUnsafe(ref words).AsUInt32();
        var (shift, next) = (0, (nuint)Vector128<byte>.Count);
        for (var row = 0; row < Rows; row++)
        {
            var value = (Take(ref word, ref words, ref shift, ref next, row, width) & mask) + Vector128<uint>.One;
            // The sums of the four lanes before and up to each: an index beyond the lanes gives zero.
            value += Vector128.Shuffle(value, Vector128.Create(uint.MaxValue, 0, 1, 2));
            value += Vector128.Shuffle(value, Vector128.Create(uint.MaxValue, uint.MaxValue, 0, 1));
            sum += value;
            sum.StoreUnsafe(ref to, (nuint)(row * Lanes));
            sum = Vector128.Shuffle(sum, Vector128.Create(3u));
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Take(ref Vector128<uint> word, ref byte words, ref int shift, ref nuint next, int row, int width)
    {
        var value = word >>> shift;
        shift += width;
        if (shift < WordBits) return value;
        shift -= WordBits;
        if (row == Rows - 1) return value;
        word = Vector128.LoadUnsafe(ref words, next).AsUInt32();
        next += (nuint)Vector128<byte>.Count;
        return shift > 0 ? value | (word << (width - shift)) : value;
    }
}
