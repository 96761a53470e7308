namespace Mhg.Search.Facets;

/// <summary>Asks for the commonest values of a keyword field among the hits.</summary>
/// <param name="Field">The field.</param>
/// <param name="Top">How many values are wanted.</param>
public readonly record struct FacetRequest(string Field, int Top = 10);

/// <summary>Values chosen in a facet: a hit has at least one of them.</summary>
/// <param name="Field">The keyword field.</param>
/// <param name="Values">The values.</param>
public sealed record FacetSelection(string Field, IReadOnlyCollection<string> Values);

/// <summary>How many of the hits have a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The number of documents.</param>
public readonly record struct FacetCount(string Value, int Count);
