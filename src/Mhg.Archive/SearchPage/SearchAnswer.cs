using Mhg.Archive.Indexing;
using Mhg.ContentManagement;
using Mhg.Modularity.Shell;
using Mhg.Search.Suggesting;

namespace Mhg.Archive;

public enum SearchState
{
    /// <summary>The search was made.</summary>
    Searched,

    /// <summary>The index is being built, and there is none before it.</summary>
    Building,

    /// <summary>No index is defined.</summary>
    NotDefined,

    /// <summary>More was typed than is searched for.</summary>
    TooLong,
}

/// <summary>What a search found that this reader may read.</summary>
public sealed record SearchAnswer(SearchState State)
{
    /// <summary>How far the index is, while it is being built.</summary>
    public IndexProgress? Progress { get; init; }

    /// <summary>Why what was typed could not be read as a query; its words were searched for then.</summary>
    public QueryProblem? Problem { get; init; }

    /// <summary>Whether nothing has all of the words, so that what has any of them was taken.</summary>
    public bool HasAnyWord { get; init; }

    /// <summary>What was typed with words corrected, where little or nothing was found and this finds more.</summary>
    public Correction? Correction { get; init; }

    /// <summary>The item that what was found is like, where that was asked for and the reader may read it.</summary>
    public ContentItem? Like { get; init; }

    /// <summary>How many items were found.</summary>
    public int Total { get; init; }

    /// <summary>The items of the page.</summary>
    public IReadOnlyList<FoundItem> Items { get; init; } = [];

    /// <summary>The values by which the search can be narrowed.</summary>
    public IReadOnlyList<FacetChoices> Facets { get; init; } = [];
}

/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Position">Index of the place in the text that was typed.</param>
public sealed record QueryProblem(string Message, int Position);

/// <param name="Item">The published version.</param>
/// <param name="Summary">What lists say about it, with what was found marked.</param>
/// <param name="Score">How well it fits.</param>
public sealed record FoundItem(ContentItem Item, ContentSummary Summary, float Score);

/// <param name="Facet">The facet.</param>
/// <param name="Values">Its values, the commonest first; those that are chosen always among them.</param>
public sealed record FacetChoices(Facet Facet, IReadOnlyList<FacetChoice> Values);

/// <param name="Value">The value as addresses hold it.</param>
/// <param name="Text">The value for people.</param>
/// <param name="Count">How many items have it.</param>
/// <param name="IsChosen">Whether the search is narrowed to it.</param>
public sealed record FacetChoice(string Value, string Text, int Count, bool IsChosen);
