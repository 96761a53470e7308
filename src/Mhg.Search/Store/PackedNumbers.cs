using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mhg.Search.Store;

/// <summary>Numbers of a fixed width of up to 56 bits, each to be read alone.</summary>
/// <param name="bytes">The bits, lowest first, and eight bytes behind them, so that every number can be read with one load.</param>
/// <param name="width">How many bits a number has.</param>
internal readonly struct PackedNumbers(MappedBytes bytes, int width)
{
    private const int Padding = sizeof(ulong);

    public static int WidthOf(ulong greatest) => 64 - BitOperations.LeadingZeroCount(greatest);

    public static long SizeOf(long count, int width) => width == 0 ? 0 : (count * width + 7) / 8 + Padding;

    public long this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (width == 0) return 0;
            var bit = index * (long)width;
            return (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(int)(bit >> 3)..]) >> (int)(bit & 7)) & ((1L << width) - 1);
        }
    }

    public static void Write<T>(FileWriter file, ReadOnlySpan<T> numbers, int width)
        where T : IBinaryInteger<T>
    {
        if (width == 0) return;
        var (word, used) = (0UL, 0);
        foreach (var number in numbers)
        {
            word |= ulong.CreateTruncating(number) << used;
            used += width;
            for (; used >= 8; used -= 8, word >>= 8) file.WriteByte((byte)word);
        }
        if (used > 0) file.WriteByte((byte)word);
        file.WriteInt64(0);
    }
}
