using Microsoft.AspNetCore.Html;

namespace Mhg.Modularity.Shell;

/// <summary>A content item as lists and cards show it: the model of the theme's <c>_Card</c> and <c>_ListItem</c>.</summary>
/// <param name="Title">The item's title.</param>
/// <param name="Url">Where it is read.</param>
public sealed record ContentSummary(string Title, string Url)
{
    /// <summary>The type's name for people ("Workshop"), or null.</summary>
    public string? Type { get; init; }

    /// <summary>A number or short mark that stands out on a card ("1" of four focus areas), or null.</summary>
    public string? Ordinal { get; init; }

    /// <summary>The day that the item is about or was published, or null.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The last day of something that takes several, or null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>An extract as safe HTML, where <c>mark</c> shows what was searched for; <see cref="Text"/> stands in for null.</summary>
    public IHtmlContent? Extract { get; init; }

    /// <summary>An extract as plain text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>A status as <see cref="StatusBadgeTagHelper.Value"/> takes it, or null.</summary>
    public string? Status { get; init; }

    /// <summary>The address of a photo, for people; null for none.</summary>
    public string? Photo { get; init; }

    /// <summary>Short facts below the extract: organisation, country, venue.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>The level of the title in the page, 2 to 6.</summary>
    public int HeadingLevel { get; init; } = 3;
}
