namespace Mhg.Archive.Indexing;

/// <summary>A way to narrow the search: the values that items have in common.</summary>
/// <param name="Name">Its parameter in addresses, and its short name in queries.</param>
/// <param name="Label">What people see.</param>
/// <param name="TermType">The content type of the terms, where the values are terms of a taxonomy.</param>
/// <param name="ItemType">The content type of the items, where the values are items that are pointed at.</param>
public sealed record Facet(string Name, string Label, string? TermType = null, string? ItemType = null)
{
    /// <summary>The content type.</summary>
    public static Facet Type { get; } = new("type", "Type");

    /// <summary>The year of the day that an item is about.</summary>
    public static Facet Year { get; } = new("year", "Year");

    /// <summary>All, in the order in which they are offered.</summary>
    public static IReadOnlyList<Facet> All { get; } =
    [
        Type,
        new("focusArea", "Focus area", ItemType: "FocusArea"),
        new("country", "Country", TermType: "Country"),
        new("topic", "Topic", TermType: "Topic"),
        Year,
        new("language", "Language", TermType: "Language"),
        new("organisation", "Organisation", ItemType: "PartnerOrganisation"),
    ];

    /// <summary>The keyword field that holds the values: ids, names of types, years.</summary>
    public string Column => this == Type ? IndexFields.ContentType : this == Year ? Name : Name + ".id";

    /// <summary>The field that holds the values as words; the column itself for years.</summary>
    public string Words => this == Year ? Column : Name;
}
