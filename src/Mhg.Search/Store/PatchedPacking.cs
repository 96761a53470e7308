using System.Buffers;

namespace Mhg.Search.Store;

/// <summary>
/// Packs blocks of 128 numbers of which a few are much greater than the others: all get as many bits as pays, and what is
/// cut off the few follows behind (PForDelta: Zukowski, Héman, Nes and Boncz, "Super-scalar RAM-CPU cache compression",
/// 2006). The first byte is the width, with the eighth bit set where something follows; then the packed numbers; then how
/// many were cut, and the place and the upper part of each.
/// </summary>
internal static class PatchedPacking
{
    private const byte HasPatches = 0x80;
    private const int MostPatches = 31;

    /// <summary>Appends a block.</summary>
    public static void Write(ArrayBufferWriter<byte> target, Span<uint> values)
    {
        Span<int> counts = stackalloc int[33];
        counts.Clear();
        foreach (var value in values) counts[BitPacking.WidthOf(value)]++;
        var (width, patches, least) = (0, 0, int.MaxValue);
        for (int tried = 32, cut = 0; tried >= 0 && cut <= MostPatches; cut += counts[tried], tried--)
        {
            // The upper part of most takes one byte.
            var size = BitPacking.SizeOf(tried) + (cut > 0 ? 1 + 2 * cut : 0);
            if (size < least) (width, patches, least) = (tried, cut, size);
        }

        var block = target.GetSpan(2 + BitPacking.SizeOf(width) + patches * (1 + Varint.MaxLength));
        var at = 0;
        block[at++] = (byte)(patches > 0 ? width | HasPatches : width);
        var tail = at + BitPacking.SizeOf(width);
        if (patches > 0)
        {
            block[tail++] = (byte)patches;
            for (var i = 0; i < values.Length; i++)
            {
                if (BitPacking.WidthOf(values[i]) <= width) continue;
                block[tail++] = (byte)i;
                tail += Varint.Write(block[tail..], values[i] >> width);
                values[i] &= (1u << width) - 1;
            }
        }
        BitPacking.Pack(values, width, block[at..]);
        target.Advance(tail);
    }

    /// <summary>Reads a block at <paramref name="at"/>, moves on behind it, and adds <paramref name="plus"/> to each number.</summary>
    public static void Read(ReadOnlySpan<byte> source, ref int at, int plus, Span<int> target)
    {
        var first = source[at++];
        var width = first & ~HasPatches;
        BitPacking.Unpack(source[at..], width, plus, target);
        at += BitPacking.SizeOf(width);
        if ((first & HasPatches) == 0) return;
        for (var patches = source[at++]; patches > 0; patches--)
        {
            var place = source[at++];
            target[place] += Varint.ReadInt32(source, ref at) << width;
        }
    }
}
