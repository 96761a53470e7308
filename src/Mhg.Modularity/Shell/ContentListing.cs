namespace Mhg.Modularity.Shell;

/// <summary>A filter of a list by one field, with a parameter of its own in the query string.</summary>
/// <param name="Parameter">The parameter's name: <c>country</c>.</param>
/// <param name="Label">What people see.</param>
/// <param name="Field">Part and field, say <c>Workshop.Country</c>.</param>
public sealed record ContentFilter(string Parameter, string Label, string Field)
{
    /// <summary>Whether it is shown only while it is chosen, for links from other pages: a row of filters is to stay short.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>A filter as it is offered now.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Choices">What can be chosen.</param>
/// <param name="Chosen">What is chosen, or null.</param>
public sealed record OfferedFilter(ContentFilter Filter, IReadOnlyList<FieldChoice> Choices, FieldChoice? Chosen);

/// <summary>A part of a list under a heading of its own.</summary>
/// <param name="Heading">The heading; null for a list that needs none.</param>
/// <param name="Total">How many items it has on all pages.</param>
/// <param name="Items">Its items on this page.</param>
public sealed record ListedSection(string? Heading, int Total, IReadOnlyList<ContentSummary> Items);

/// <summary>One page of a filtered list: the model of the theme's <c>_Filters</c> and <c>_Listing</c>.</summary>
/// <param name="Filters">The filters.</param>
/// <param name="Sections">The sections that have items on this page.</param>
/// <param name="Pager">Which page it is.</param>
public sealed record ContentListing(IReadOnlyList<OfferedFilter> Filters, IReadOnlyList<ListedSection> Sections, Pager Pager)
{
    /// <summary>What was typed to find in the titles, or null.</summary>
    public string? Title { get; init; }

    /// <summary>What is typed there is called ("Name"); null for a list without such a box.</summary>
    public string? TitleLabel { get; init; }

    /// <summary>Whether the list is narrowed.</summary>
    public bool IsFiltered => Title is not null || Filters.Any(filter => filter.Chosen is not null);
}
