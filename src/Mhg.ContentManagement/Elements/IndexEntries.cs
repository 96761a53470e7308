namespace Mhg.ContentManagement.Elements;

/// <summary>What the database keeps beside an item's JSON, so that lists and reverse links need no scan.</summary>
public sealed class IndexEntries
{
    private readonly List<IndexedValue> _values = [];
    private readonly HashSet<ContentReference> _references = [];

    /// <summary>Values to filter and sort by.</summary>
    public IReadOnlyList<IndexedValue> Values => _values;

    /// <summary>Which items, terms and users this item points at, each once a name.</summary>
    public IReadOnlyCollection<ContentReference> References => _references;

    /// <summary>The address of the item's page within the site, without a leading slash; null where it has none.</summary>
    public string? Path { get; set; }

    /// <summary>A name by which other content refers to the item; null where it has none.</summary>
    public string? Alias { get; set; }

    /// <summary>Adds a text (cut at 256 characters: values are for filtering and not for reading).</summary>
    public void Add(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _values.Add(new IndexedValue(name, text.Length > 256 ? text[..256] : text, null, null));
    }

    /// <summary>Adds a number.</summary>
    public void Add(string name, decimal? number)
    {
        if (number is not null)
            _values.Add(new IndexedValue(name, null, (double)number, null));
    }

    /// <summary>Adds a moment in UTC.</summary>
    public void Add(string name, DateTime? moment)
    {
        if (moment is not null)
            _values.Add(new IndexedValue(name, null, null, moment));
    }

    /// <summary>Adds a reference to the item, term or user of that id.</summary>
    public void AddReference(string name, string targetId)
    {
        if (targetId.Length is > 0 and <= 64)
            _references.Add(new ContentReference(name, targetId));
    }
}

/// <summary>A value of a field. One of the three is set.</summary>
/// <param name="Name">Part and field, say <c>Workshop.StartDate</c>.</param>
/// <param name="Text">The text, or null.</param>
/// <param name="Number">The number, or null.</param>
/// <param name="Utc">The moment, or null.</param>
public sealed record IndexedValue(string Name, string? Text, double? Number, DateTime? Utc);

/// <summary>A reference from an item's field to another item, a term or a user.</summary>
/// <param name="Name">Part and field, say <c>Workshop.FocusAreas</c>.</param>
/// <param name="TargetId">The id pointed at.</param>
public sealed record ContentReference(string Name, string TargetId);
