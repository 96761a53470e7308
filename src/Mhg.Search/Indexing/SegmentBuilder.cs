using System.Globalization;
using System.Runtime.InteropServices;
using Mhg.Search.Store;

namespace Mhg.Search.Indexing;

/// <summary>Takes documents one after the other and makes a segment of them.</summary>
internal sealed class SegmentBuilder(IndexSchema schema)
{
    private readonly Dictionary<string, InvertedFieldBuilder> inverted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NumberColumnBuilder> numbers = new(StringComparer.Ordinal);
    private readonly StoredFieldsWriter stored = new();
    private readonly Dictionary<string, int> current = new(StringComparer.Ordinal);

    public int DocCount { get; private set; }

    public long TokenCount { get; private set; }

    /// <summary>Adds a document whole, or throws and adds nothing that is ever found.</summary>
    public void Add(SearchDocument document)
    {
        var columns = new List<(string Name, double[] Values)>();
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, values) in document)
        {
            if (name == IndexSchema.IdField)
                throw new ArgumentException($"Document '{document.Id}': '{name}' is the document's own id and can't be a field.", nameof(document));
            if (!schema.TryGetField(name, out var field))
                throw new ArgumentException($"Document '{document.Id}': the index has no field '{name}'.", nameof(document));
            if (field.Stored) kept.Add(name, values);
            if (field is NumberField or DateField)
                columns.Add((name, [.. values.Select(value => Number(document.Id, field, value))]));
        }

        // When an analyzer throws, the number stays taken by a document that is not alive.
        var doc = DocCount++;
        stored.Add(kept);
        Invert(IndexSchema.IdField).Add(doc, [document.Id]);
        foreach (var (name, values) in document)
        {
            schema.TryGetField(name, out var field);
            if (field is TextField text)
            {
                var builder = Invert(name, isText: true);
                var before = builder.TokenCount;
                builder.Add(doc, text, values);
                TokenCount += builder.TokenCount - before;
            }
            else if (field is KeywordField) Invert(name).Add(doc, values);
        }
        foreach (var (name, values) in columns)
        {
            if (!numbers.TryGetValue(name, out var column)) numbers.Add(name, column = new NumberColumnBuilder());
            column.Add(doc, values);
        }
        current[document.Id] = doc;
    }

    public void Delete(string id) => current.Remove(id);

    /// <summary>Writes the segment, and tells which of its documents are alive: the last one of each id that was not deleted since.</summary>
    public FixedBitSet Write(string path)
    {
        var live = new FixedBitSet(DocCount);
        foreach (var doc in current.Values) live.Set(doc);
        using var segment = new SegmentWriter(path, DocCount);
        foreach (var (name, field) in inverted) field.Write(segment, name, DocCount);
        foreach (var (name, column) in numbers) column.Write(segment, name, DocCount);
        stored.Finish(segment);
        segment.Finish();
        return live;
    }

    private InvertedFieldBuilder Invert(string name, bool isText = false)
    {
        if (!inverted.TryGetValue(name, out var field)) inverted.Add(name, field = new InvertedFieldBuilder(isText));
        return field;
    }

    private static double Number(string id, IndexField field, string value)
    {
        if (field is DateField)
            return DatePeriod.TryParse(value, out var period) ? period.First
                : throw new ArgumentException($"Document '{id}': '{value}' in the field '{field.Name}' is not a date in ISO 8601, such as 2024-05-31.");
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
            : throw new ArgumentException($"Document '{id}': '{value}' in the field '{field.Name}' is not a number.");
    }
}

/// <summary>Gathers a number column; documents come in ascending order and may be left out.</summary>
internal sealed class NumberColumnBuilder
{
    private readonly List<int> starts = [];
    private readonly List<double> values = [];

    public void Add(int doc, ReadOnlySpan<double> numbers)
    {
        while (starts.Count <= doc) starts.Add(values.Count);
        values.AddRange(numbers);
    }

    public void Write(SegmentWriter segment, string name, int docs)
    {
        while (starts.Count <= docs) starts.Add(values.Count);
        segment.WriteNumbers(name, CollectionsMarshal.AsSpan(starts), CollectionsMarshal.AsSpan(values));
    }
}
