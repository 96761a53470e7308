using System.Collections;
using System.Text;

namespace Mhg.Search.Indexing;

/// <summary>A document to be indexed: an id and, for each field, its values in order.</summary>
/// <param name="id">Identifies the document; updating replaces the one that has the same id. Without halves of characters (lone surrogates).</param>
public sealed class SearchDocument(string id) : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);

    /// <summary>Identifies the document.</summary>
    public string Id { get; } = Checked(id);

    /// <summary>Adds a value to a field; null and empty values are left out.</summary>
    public void Add(string field, string? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (string.IsNullOrEmpty(value)) return;
        if (!fields.TryGetValue(field, out var values)) fields.Add(field, values = []);
        values.Add(value);
    }

    /// <summary>Adds several values to a field.</summary>
    public void Add(string field, IEnumerable<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values) Add(field, value);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator()
    {
        foreach (var (name, values) in fields) yield return new(name, values);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // In the index two ids that differ in halves of characters alone would be one.
    private static string Checked(string id) =>
        string.IsNullOrEmpty(id) ? throw new ArgumentException("A document needs an id.", nameof(id))
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)) != id ? throw new ArgumentException("A document's id can't hold half a character.", nameof(id))
        : id;
}
