namespace Mhg.Search.Store;

/// <summary>Whole numbers in as many bytes as they need: seven bits a byte, the lowest first, the eighth bit set but in the last byte.</summary>
internal static class Varint
{
    public const int MaxLength = 10;

    /// <summary>Writes a value and returns how many bytes it took.</summary>
    public static int Write(Span<byte> target, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a value at <paramref name="at"/> and moves on behind it.</summary>
    public static int ReadInt32(ReadOnlySpan<byte> source, ref int at)
    {
        int value = source[at++];
        if (value < 0x80) return value;
        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            var next = source[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    /// <summary>Reads a value at <paramref name="at"/> and moves on behind it.</summary>
    public static long ReadInt64(ReadOnlySpan<byte> source, ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = source[at++];
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) return value;
        }
    }
}
