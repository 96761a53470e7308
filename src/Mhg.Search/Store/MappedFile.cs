using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace Mhg.Search.Store;

/// <summary>
/// A file of an index, mapped into memory. Its trailer is checked when it is opened and each page the first time that it
/// is read, so that opening costs the same whatever the length, and nothing damaged is ever used.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* start;
    // One byte a page; two threads that check the same page at once both come to the same end.
    private readonly byte[] sound;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it has to hold.</param>
    /// <param name="expected">Which file it has to be; null where nothing is known of it yet.</param>
    /// <exception cref="CorruptIndexException">It is damaged, missing, of another format, or another file.</exception>
    public MappedFile(string path, FileKind kind, FileIdentity? expected = null)
    {
        Path = path;
        try
        {
            // Length and content come from one opening: a writer may put another file into the place of this one at any time.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var size = RandomAccess.GetLength(handle);
            if (size < FileFormat.TrailerSize) throw new CorruptIndexException(path, "The file is cut off.");
            using var mapping = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            view = mapping.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
            byte* pointer = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            start = pointer;
            Identity = CheckTrailer(size, kind);
            if (expected is { } file && file != Identity) throw new CorruptIndexException(path, "This is another file than the one that was committed.");
            sound = new byte[FileFormat.Pages(Length)];
        }
        catch (Exception fault)
        {
            Dispose();
            if (fault is IOException or UnauthorizedAccessException) throw new CorruptIndexException(path, "The file can't be read: " + fault.Message, fault);
            throw;
        }
    }

    public string Path { get; }

    /// <summary>What tells the file from others.</summary>
    public FileIdentity Identity { get; }

    /// <summary>Length of the content.</summary>
    public long Length => Identity.Length;

    /// <summary>A part of the content, checked.</summary>
    /// <exception cref="CorruptIndexException">It is damaged.</exception>
    public MappedBytes Read(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length || length > int.MaxValue) throw Damaged();
        if (length > 0)
        {
            var last = (int)((offset + length - 1) / FileFormat.PageSize);
            for (var page = (int)(offset / FileFormat.PageSize); page <= last; page++)
                if (sound[page] == 0) Check(page);
        }
        return new MappedBytes(start + offset, (int)length);
    }

    /// <summary>Checks all that was not read yet.</summary>
    public void CheckAll()
    {
        for (var page = 0; page < sound.Length; page++)
            if (sound[page] == 0) Check(page);
    }

    public CorruptIndexException Damaged() => new(Path, "The file is damaged.");

    public void Dispose()
    {
        if (start is not null) view!.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
    }

    private FileIdentity CheckTrailer(long size, FileKind kind)
    {
        var trailer = new ReadOnlySpan<byte>(start + size - FileFormat.TrailerSize, FileFormat.TrailerSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer[20..]) != FileFormat.Signature)
            throw new CorruptIndexException(Path, "The file is cut off, or no file of an index.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        if (length < 0 || length > size || length + FileFormat.Pages(length) * (long)sizeof(uint) + FileFormat.TrailerSize != size) throw Damaged();
        var tail = new ReadOnlySpan<byte>(start + length, (int)(size - length));
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer[16..]);
        if (FileFormat.Checksum(tail[..^8]) != checksum) throw Damaged();
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer[12..]) is var version && version != FileFormat.Version)
            throw new CorruptIndexException(Path, $"The file has format {version}; this program reads format {FileFormat.Version}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer[8..]) != (uint)kind)
            throw new CorruptIndexException(Path, $"This is not a file of the kind '{kind}'.");
        return new FileIdentity(System.IO.Path.GetFileName(Path), length, checksum);
    }

    private void Check(int page)
    {
        var offset = page * (long)FileFormat.PageSize;
        var content = new ReadOnlySpan<byte>(start + offset, (int)Math.Min(FileFormat.PageSize, Length - offset));
        var checksum = new ReadOnlySpan<byte>(start + Length + page * sizeof(uint), sizeof(uint));
        if (FileFormat.Checksum(content) != BinaryPrimitives.ReadUInt32LittleEndian(checksum)) throw Damaged();
        sound[page] = 1;
    }
}

/// <summary>A checked part of a mapped file; only valid as long as the file is open.</summary>
internal readonly unsafe struct MappedBytes(byte* start, int length)
{
    private readonly byte* start = start;

    public int Length { get; } = length;

    public ReadOnlySpan<byte> Span => new(start, Length);

    public MappedBytes this[Range range]
    {
        get
        {
            var (offset, count) = range.GetOffsetAndLength(Length);
            return new MappedBytes(start + offset, count);
        }
    }
}
