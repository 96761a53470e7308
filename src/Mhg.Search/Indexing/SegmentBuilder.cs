using System.Collections.Frozen;
using System.Globalization;

namespace Mhg.Search.Indexing;

/// <summary>Takes documents one after the other and makes a segment of them.</summary>
internal sealed class SegmentBuilder(IndexSchema schema)
{
    private readonly Dictionary<string, InvertedFieldBuilder> inverted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NumberColumnBuilder> numbers = new(StringComparer.Ordinal);
    private readonly List<StoredDocument> stored = [];
    private readonly Dictionary<string, int> current = new(StringComparer.Ordinal);

    public int DocCount => stored.Count;

    public long TokenCount => inverted.Values.Sum(text => (long)text.TokenCount);

    /// <summary>Adds a document whole, or throws and adds nothing of it.</summary>
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
            if (field.Stored) kept.Add(name, [.. values]);
            if (field is NumberField or DateField)
                columns.Add((name, [.. values.Select(value => Number(document.Id, field, value))]));
        }

        var doc = stored.Count;
        Invert(IndexSchema.IdField).Add(doc, [document.Id]);
        foreach (var (name, values) in document)
        {
            schema.TryGetField(name, out var field);
            if (field is TextField text) Invert(name, isText: true).Add(doc, text, values);
            else if (field is KeywordField) Invert(name).Add(doc, values);
        }
        foreach (var (name, values) in columns)
        {
            if (!numbers.TryGetValue(name, out var column)) numbers.Add(name, column = new NumberColumnBuilder());
            column.Add(doc, values);
        }
        stored.Add(new StoredDocument(document.Id, kept.ToFrozenDictionary(StringComparer.Ordinal)));
        current[document.Id] = doc;
    }

    public void Delete(string id) => current.Remove(id);

    /// <summary>The segment, and which of its documents are alive: the last one of each id that was not deleted since.</summary>
    public (Segment Segment, FixedBitSet Live) Build()
    {
        var live = new FixedBitSet(stored.Count);
        foreach (var doc in current.Values) live.Set(doc);
        var segment = new Segment(
            stored.Count,
            inverted.ToDictionary(field => field.Key, field => field.Value.Build(stored.Count)),
            numbers.ToDictionary(field => field.Key, field => field.Value.Build(stored.Count)),
            [.. stored]);
        return (segment, live);
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
