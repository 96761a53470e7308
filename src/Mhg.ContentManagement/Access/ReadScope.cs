using System.Collections.Frozen;

namespace Mhg.ContentManagement.Access;

/// <summary>
/// What one reader may read among published items: items of these types, for these audiences. Pages ask
/// <see cref="Includes"/>; the database and the search index put the same two sets into their query. An empty set lets nothing through.
/// </summary>
/// <param name="contentTypes">The types that the reader may read.</param>
/// <param name="audiences">The audiences that the reader belongs to; null for a reader to whom no audience is closed.</param>
public sealed class ReadScope(IEnumerable<string> contentTypes, IEnumerable<string>? audiences)
{
    /// <summary>The types that the reader may read.</summary>
    public IReadOnlySet<string> ContentTypes { get; } = contentTypes.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The audiences that the reader belongs to; null for a reader to whom no audience is closed.</summary>
    public IReadOnlySet<string>? Audiences { get; } = audiences?.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a published item of that type and audience may be read.</summary>
    public bool Includes(string contentType, IEnumerable<string> audience) =>
        ContentTypes.Contains(contentType) && (Audiences is null || audience.Any(Audiences.Contains));
}
