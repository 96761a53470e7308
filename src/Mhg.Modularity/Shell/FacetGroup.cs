namespace Mhg.Modularity.Shell;

/// <summary>One way to narrow a list ("Country"): an entry of the model of the theme's <c>_Facets</c>.</summary>
/// <param name="Name">What the values have in common.</param>
/// <param name="Values">The values, in the order in which they are shown.</param>
public sealed record FacetGroup(string Name, IReadOnlyList<FacetValue> Values);

/// <summary>One value of a facet.</summary>
/// <param name="Text">The value for people.</param>
/// <param name="Count">How many items of the list have it.</param>
/// <param name="Url">The list narrowed to the value, or without it where it is chosen.</param>
/// <param name="IsChosen">Whether the list is narrowed to it.</param>
public sealed record FacetValue(string Text, int Count, string Url, bool IsChosen = false);
