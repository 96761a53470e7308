using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;page-header&gt;</c>: the head of a page with its one first-level heading. What stands inside it are the actions.
/// </summary>
/// <param name="html">The view's helper.</param>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper(IHtmlHelper html) : ThemePartialTagHelper(html, "_PageHeader")
{
    /// <summary>The heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>What kind of page it is, above the heading ("Workshop"), or null.</summary>
    public string? Kicker { get; set => field = NullIfEmpty(value); }

    /// <summary>A sentence or two below the heading, or null.</summary>
    public string? Lead { get; set => field = NullIfEmpty(value); }

    /// <summary>A status as <see cref="StatusBadgeTagHelper.Value"/> takes it, or null.</summary>
    public string? Status { get; set => field = NullIfEmpty(value); }

    /// <summary>The pages above this one, from the top.</summary>
    public IReadOnlyList<NavigationItem> Breadcrumbs { get; set; } = [];

    // Razor hands over an empty text for an expression that is null.
    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
