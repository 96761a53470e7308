using System.Buffers.Binary;
using System.Text;

namespace Mhg.Search.Store;

/// <summary>Writes a file of an index from its beginning to its end. One that does not come to its end is deleted: on a full disk it would take the room that is left.</summary>
internal sealed class FileWriter : IDisposable
{
    private readonly FileStream file;
    private readonly byte[] page = new byte[FileFormat.PageSize];
    private readonly List<uint> checksums = [];
    private int used;
    private bool isFinished;

    public FileWriter(string path) => file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>How many bytes were written.</summary>
    public long Position { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Position += bytes.Length;
        while (bytes.Length > page.Length - used)
        {
            bytes[..(page.Length - used)].CopyTo(page.AsSpan(used));
            bytes = bytes[(page.Length - used)..];
            used = page.Length;
            FlushPage();
        }
        bytes.CopyTo(page.AsSpan(used));
        used += bytes.Length;
    }

    public void WriteByte(byte value) => Write([value]);

    public void WriteUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    public void WriteInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Write(bytes);
    }

    public void WriteVarint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[Varint.MaxLength];
        Write(bytes[..Varint.Write(bytes, value)]);
    }

    public void WriteString(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        WriteVarint((ulong)bytes.Length);
        Write(bytes);
    }

    /// <summary>Ends the file. What is written is on the disk only after <see cref="DurableFile.Sync"/>.</summary>
    public FileIdentity Finish(FileKind kind)
    {
        var length = Position;
        if (used > 0) FlushPage();
        var tail = new byte[checksums.Count * sizeof(uint) + FileFormat.TrailerSize];
        for (var i = 0; i < checksums.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(i * sizeof(uint)), checksums[i]);
        var trailer = tail.AsSpan(^FileFormat.TrailerSize..);
        BinaryPrimitives.WriteInt64LittleEndian(trailer, length);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[8..], (uint)kind);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[12..], FileFormat.Version);
        var checksum = FileFormat.Checksum(tail.AsSpan(..^8));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[16..], checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[20..], FileFormat.Signature);
        file.Write(tail);
        isFinished = true;
        return new FileIdentity(Path.GetFileName(file.Name), length, checksum);
    }

    public void Dispose()
    {
        file.Dispose();
        if (!isFinished) File.Delete(file.Name);
    }

    private void FlushPage()
    {
        checksums.Add(FileFormat.Checksum(page.AsSpan(..used)));
        file.Write(page.AsSpan(..used));
        used = 0;
    }
}
