using System.Buffers.Binary;
using System.Numerics;

namespace Mhg.Search.Store;

/// <summary>The kinds of files that an index has.</summary>
internal enum FileKind : uint
{
    /// <summary>Which segments belong to the index.</summary>
    Commit = 1,

    /// <summary>The documents of a segment, inverted.</summary>
    Segment = 2,

    /// <summary>Which documents of a segment are alive.</summary>
    Live = 3,
}

/// <summary>
/// What all files have in common: content, then a checksum (CRC-32C) for each page of it, then a trailer of
/// <see cref="TrailerSize"/> bytes: length of the content (8), kind, version, checksum of page checksums and trailer so
/// far, and the signature (4 each). Little endian throughout. Checksums by page let a reader check no more than it reads.
/// </summary>
internal static class FileFormat
{
    public const int PageSize = 1 << 14;
    public const int TrailerSize = 24;
    public const uint Version = 1;
    public const uint Signature = 0x5347_484D;

    public static int Pages(long contentLength) => (int)((contentLength + PageSize - 1) / PageSize);

    public static uint Checksum(ReadOnlySpan<byte> bytes, uint start = 0)
    {
        var crc = ~start;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var single in bytes) crc = BitOperations.Crc32C(crc, single);
        return ~crc;
    }
}
