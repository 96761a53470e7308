using System.Collections.Frozen;

namespace Mhg.Search.Indexing;

/// <summary>A part of the index that never changes: documents numbered from 0, with all that is known of them.</summary>
internal sealed class Segment
{
    public Segment(int docs, IReadOnlyDictionary<string, InvertedField> inverted, IReadOnlyDictionary<string, NumberColumn> numbers, StoredDocument[] stored)
    {
        DocCount = docs;
        Inverted = inverted.ToFrozenDictionary(StringComparer.Ordinal);
        Numbers = numbers.ToFrozenDictionary(StringComparer.Ordinal);
        Stored = stored;
        Keywords = Inverted.Where(field => field.Value.Norms is null)
            .ToFrozenDictionary(field => field.Key, field => KeywordColumn.Invert(field.Value, docs), StringComparer.Ordinal);
    }

    /// <summary>How many documents there are, deleted ones included.</summary>
    public int DocCount { get; }

    public FrozenDictionary<string, InvertedField> Inverted { get; }

    public FrozenDictionary<string, KeywordColumn> Keywords { get; }

    public FrozenDictionary<string, NumberColumn> Numbers { get; }

    public StoredDocument[] Stored { get; }

    /// <summary>The numbers of the documents with this id: at most one of them is alive.</summary>
    public ReadOnlySpan<int> WithId(string id)
    {
        if (!Inverted.TryGetValue(IndexSchema.IdField, out var ids)) return [];
        var term = ids.Find(id);
        return term < 0 ? [] : ids.Docs.AsSpan(ids.Starts[term]..ids.Starts[term + 1]);
    }
}

/// <summary>What comes back with a hit.</summary>
internal sealed record StoredDocument(string Id, FrozenDictionary<string, IReadOnlyList<string>> Fields);
