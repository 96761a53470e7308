using System.Numerics;

namespace Mhg.Search.Indexing;

/// <summary>
/// A field's length in one byte: exact up to 39 and with four significant bits above, as Lucene 8's
/// <c>SmallFloat.intToByte4</c>, so that BM25 sees the same rounded lengths.
/// </summary>
internal static class FieldLength
{
    /// <summary>Up to this one a length is kept as it is.</summary>
    public const int LongestExact = 39;

    private const int ExactValues = 24;

    private static readonly int[] Lengths = [.. Enumerable.Range(0, 256).Select(code => code < ExactValues ? code : ExactValues + Expand(code - ExactValues))];

    public static byte Encode(int length) =>
        (byte)(length < ExactValues ? length : ExactValues + Shrink(length - ExactValues));

    public static int Decode(byte code) => Lengths[code];

    private static int Shrink(int value)
    {
        var bits = 32 - BitOperations.LeadingZeroCount((uint)value);
        if (bits < 4) return value;
        var shift = bits - 4;
        return (value >> shift) & 7 | (shift + 1) << 3;
    }

    private static int Expand(int code)
    {
        var shift = (code >> 3) - 1;
        return shift < 0 ? code & 7 : ((code & 7) | 8) << shift;
    }
}
