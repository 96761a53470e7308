using System.Collections.Frozen;
using Mhg.Search.Indexing;

namespace Mhg.Search.Store;

/// <summary>
/// A part of the index that never changes: documents numbered from 0, with all that is known of them, in one mapped file.
/// It is unmapped when the last of its holders has disposed it.
/// </summary>
internal sealed class Segment : IDisposable
{
    private readonly MappedFile file;
    private readonly FrozenDictionary<string, Lazy<KeywordColumn>> keywords;
    private readonly FrozenDictionary<string, Lazy<NumberColumn>> numbers;
    private readonly Lazy<StoredFields>? stored;
    private int holders = 1;

    /// <summary>Opens a segment; the caller holds it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="expected">Which file that has to be; null for one that was just written.</param>
    /// <exception cref="CorruptIndexException">The file is damaged, or another one.</exception>
    public Segment(string path, FileIdentity? expected = null)
    {
        file = new MappedFile(path, FileKind.Segment, expected);
        try
        {
            var (docs, sections) = ReadDirectory();
            DocCount = docs;
            Inverted = sections.Where(section => section.Kind == SectionKind.Terms)
                .ToFrozenDictionary(section => section.Name, section => new InvertedField(file, section, docs), StringComparer.Ordinal);
            keywords = Lazily(SectionKind.Keywords, values => new KeywordColumn(
                values[0] == 0 ? null : Packed(values[1], docs + 1L, (int)values[0]), Packed(values[3], values[4], (int)values[2])));
            numbers = Lazily(SectionKind.Numbers, values => new NumberColumn(
                Packed(values[1], docs + 1L, (int)values[0]), file.Read(values[2], values[3] * sizeof(double))));
            StoredNames = [.. sections.Where(section => section.Kind == SectionKind.StoredField).Select(section => section.Name)];
            if (sections.Find(section => section.Kind == SectionKind.Stored)?.Values is { } values)
                stored = new(() => new StoredFields(StoredNames, Packed(values[1], docs + 1L, (int)values[0]), file, values[2]));

            FrozenDictionary<string, Lazy<T>> Lazily<T>(SectionKind kind, Func<long[], T> open) =>
                sections.Where(section => section.Kind == kind)
                    .ToFrozenDictionary(section => section.Name, section => new Lazy<T>(() => open(section.Values)), StringComparer.Ordinal);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public FileIdentity File => file.Identity;

    /// <summary>How many documents there are, deleted ones included.</summary>
    public int DocCount { get; }

    /// <summary>The inverted fields by name.</summary>
    public FrozenDictionary<string, InvertedField> Inverted { get; }

    /// <summary>The keyword fields that documents of the segment have.</summary>
    public IEnumerable<string> KeywordNames => keywords.Keys;

    /// <summary>The number and date fields that documents of the segment have.</summary>
    public IEnumerable<string> NumberNames => numbers.Keys;

    /// <summary>The stored fields that documents of the segment have.</summary>
    public IReadOnlyList<string> StoredNames { get; }

    /// <summary>The terms of a keyword field by document, or null when no document has the field.</summary>
    public KeywordColumn? Keywords(string name) => keywords.GetValueOrDefault(name)?.Value;

    /// <summary>The numbers of a field by document, or null when no document has the field.</summary>
    public NumberColumn? Numbers(string name) => numbers.GetValueOrDefault(name)?.Value;

    /// <summary>The id of a document.</summary>
    public string IdOf(int doc) => Inverted[IndexSchema.IdField].Terms.TermAt(Keywords(IndexSchema.IdField)!.At(doc));

    /// <summary>The stored fields of a document.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Stored(int doc) =>
        stored?.Value.Of(doc) ?? FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Reads the whole file once.</summary>
    /// <exception cref="CorruptIndexException">It is damaged.</exception>
    public void Check() => file.CheckAll();

    /// <summary>Holds the segment.</summary>
    public void Hold() => Interlocked.Increment(ref holders);

    /// <summary>Gives up one hold.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref holders) == 0) file.Dispose();
    }

    private PackedNumbers Packed(long start, long count, int width) => new(file.Read(start, PackedNumbers.SizeOf(count, width)), width);

    private (int Docs, List<SegmentSection> Sections) ReadDirectory()
    {
        var end = file.Length - sizeof(long);
        if (end < 0) throw file.Damaged();
        var start = BitConverter.ToInt64(file.Read(end, sizeof(long)).Span);
        var bytes = file.Read(start, end - start).Span;
        var at = 0;
        var docs = Varint.ReadInt32(bytes, ref at);
        var sections = new List<SegmentSection>(Varint.ReadInt32(bytes, ref at));
        for (var i = sections.Capacity; i > 0; i--)
        {
            var kind = (SectionKind)bytes[at++];
            var length = Varint.ReadInt32(bytes, ref at);
            var name = System.Text.Encoding.UTF8.GetString(bytes.Slice(at, length));
            at += length;
            var values = new long[Varint.ReadInt32(bytes, ref at)];
            for (var j = 0; j < values.Length; j++) values[j] = Varint.ReadInt64(bytes, ref at);
            sections.Add(new(kind, name, values));
        }
        return (docs, sections);
    }
}
