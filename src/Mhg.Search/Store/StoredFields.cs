using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Mhg.Search.Store;

/// <summary>Gathers the stored fields of documents in order.</summary>
internal sealed class StoredFieldsWriter
{
    // So much is worth a write.
    private const int Part = 1 << 20;

    private readonly List<string> names = [];
    private readonly List<long> starts = [0];
    private readonly ArrayBufferWriter<byte> data = new();
    private long written;

    /// <summary>Adds a document's values.</summary>
    public void Add(IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        foreach (var (name, values) in fields)
        {
            var number = names.IndexOf(name);
            if (number < 0)
            {
                number = names.Count;
                names.Add(name);
            }
            Write((ulong)number);
            Write((ulong)values.Count);
            foreach (var value in values)
            {
                var length = Encoding.UTF8.GetByteCount(value);
                Write((ulong)length);
                Encoding.UTF8.GetBytes(value, data.GetSpan(length));
                data.Advance(length);
            }
        }
        starts.Add(written + data.WrittenCount);
    }

    /// <summary>Writes what was gathered, if it is much, so that a merge of any size needs little memory.</summary>
    public void Spill(SegmentWriter segment)
    {
        if (data.WrittenCount >= Part) WriteData(segment);
    }

    /// <summary>Writes what was gathered, if there is anything.</summary>
    public void Finish(SegmentWriter segment)
    {
        if (names.Count == 0) return;
        WriteData(segment);
        segment.FinishStored(names, CollectionsMarshal.AsSpan(starts));
    }

    private void WriteData(SegmentWriter segment)
    {
        segment.WriteStored(data.WrittenSpan);
        written += data.WrittenCount;
        data.ResetWrittenCount();
    }

    private void Write(ulong value) => data.Advance(Varint.Write(data.GetSpan(Varint.MaxLength), value));
}

/// <summary>The stored fields of a segment's documents.</summary>
/// <param name="names">Their names by number.</param>
/// <param name="starts">For each document and for the end: where its values begin.</param>
/// <param name="file">The segment's file.</param>
/// <param name="dataStart">Where the values begin in it.</param>
internal sealed class StoredFields(IReadOnlyList<string> names, PackedNumbers starts, MappedFile file, long dataStart)
{
    /// <summary>The values of a document by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Of(int doc)
    {
        var start = starts[doc];
        var bytes = file.Read(dataStart + start, starts[doc + 1] - start).Span;
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var at = 0; at < bytes.Length;)
        {
            var name = names[Varint.ReadInt32(bytes, ref at)];
            var values = new string[Varint.ReadInt32(bytes, ref at)];
            for (var i = 0; i < values.Length; i++)
            {
                var length = Varint.ReadInt32(bytes, ref at);
                values[i] = Encoding.UTF8.GetString(bytes.Slice(at, length));
                at += length;
            }
            fields.Add(name, values);
        }
        return fields;
    }
}
