using Mhg.Search.Facets;
using Mhg.Search.Queries;

namespace Mhg.Search.Searching;

/// <summary>An order of hits by a keyword, number or date field.</summary>
/// <param name="Field">The field; null orders by score.</param>
/// <param name="Descending">Whether the greatest value comes first; the best score always does.</param>
/// <param name="MissingFirst">Whether documents without the field come first, in either direction; they come last otherwise.</param>
public readonly record struct SortField(string? Field, bool Descending = false, bool MissingFirst = false)
{
    /// <summary>The best score first.</summary>
    public static SortField ByScore { get; }
}

/// <summary>What is wanted of a search.</summary>
public sealed record SearchOptions
{
    /// <summary>How many of the best hits are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>How many hits are wanted after those.</summary>
    public int Top { get; init; } = 10;

    /// <summary>
    /// Up to how many matches are counted. From there on, in order of score and without facets, only documents are looked
    /// at that may be among the best, which is much faster.
    /// </summary>
    public int CountUpTo { get; init; } = int.MaxValue;

    /// <summary>
    /// What a document must match besides the query, without counting in the score: above all, what the reader may
    /// see. It goes before totals, facets and hits.
    /// </summary>
    public Query? Filter { get; init; }

    /// <summary>The order: by the first field, where equal by the second, and so on, last by when a document was added. Empty: by score.</summary>
    public IReadOnlyList<SortField> Sort { get; init; } = [];

    /// <summary>The keyword fields whose values are to be counted.</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>
    /// The values chosen in facets. A hit has one of the values in each field; the counts of a field take no notice of
    /// what is chosen in that field itself, so that a second value can be added.
    /// </summary>
    public IReadOnlyList<FacetSelection> Selections { get; init; } = [];

    /// <summary>Continues behind this hit of an earlier search by the same searcher, query and order.</summary>
    public SearchHit? After { get; init; }
}
