using System.Diagnostics.CodeAnalysis;
using Mhg.Search.Analysis;

namespace Mhg.Search.Indexing;

/// <summary>The fields of an index. The document's own id is always the keyword field <see cref="IdField"/>.</summary>
public sealed class IndexSchema
{
    /// <summary>The name of the field that holds a document's id.</summary>
    public const string IdField = "id";

    private readonly Dictionary<string, IndexField> fields = new(StringComparer.Ordinal);

    /// <summary>Creates a schema.</summary>
    /// <param name="fields">The fields, each with a name of its own; <see cref="IdField"/> is added and can't be redefined.</param>
    /// <exception cref="ArgumentException">Two fields have one name, or a name is empty.</exception>
    public IndexSchema(params IEnumerable<IndexField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        this.fields.Add(IdField, new KeywordField(IdField));
        foreach (var field in fields)
        {
            if (string.IsNullOrWhiteSpace(field.Name)) throw new ArgumentException("A field needs a name.", nameof(fields));
            if (!this.fields.TryAdd(field.Name, field))
                throw new ArgumentException($"The field '{field.Name}' is defined twice.", nameof(fields));
        }
    }

    /// <summary>All fields, the id first.</summary>
    public IReadOnlyCollection<IndexField> Fields => fields.Values;

    /// <summary>The kind of each field by name, as it is kept with the index.</summary>
    internal IReadOnlyDictionary<string, string> Kinds => fields.Values.ToDictionary(each => each.Name, each => each switch
    {
        TextField => "text",
        KeywordField => "keyword",
        NumberField => "number",
        _ => "date",
    }, StringComparer.Ordinal);

    /// <summary>When set, a field that is not in the schema is text analyzed by this; when null, such a field is refused.</summary>
    public Analyzer? DynamicText { get; init; }

    /// <summary>Finds a field by its exact name, a dynamic one included.</summary>
    public bool TryGetField(string name, [NotNullWhen(true)] out IndexField? field)
    {
        if (!fields.TryGetValue(name, out field) && DynamicText is not null) field = new TextField(name, DynamicText);
        return field is not null;
    }

    /// <summary>The analyzer for a query over the field: the field's own for text, otherwise the text as it is.</summary>
    public Analyzer AnalyzerOf(string name) =>
        TryGetField(name, out var field) && field is TextField text ? text.Analyzer : Analyzer.Keyword;
}
