using Mhg.Search.Facets;

namespace Mhg.Search.Searching;

/// <summary>A document that was found.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Score">How well it matches; only comparable within one query.</param>
/// <param name="Fields">The values of the stored fields.</param>
public sealed record SearchHit(string Id, float Score, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    internal RankedDoc Rank { get; init; }
}

/// <summary>What a search found.</summary>
/// <param name="Total">How many documents match in all, or where <see cref="IsTotalExact"/> is not set a lower bound.</param>
/// <param name="Hits">The hits that were asked for, in order.</param>
/// <param name="Facets">The counts that were asked for, by field; the commonest value first.</param>
public sealed record SearchResults(int Total, IReadOnlyList<SearchHit> Hits, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets)
{
    /// <summary>Whether all matches were counted.</summary>
    public bool IsTotalExact { get; init; } = true;
}
