using Mhg.ContentManagement;
using Mhg.ContentManagement.Parts;

namespace Mhg.Modularity.ContentPages;

/// <summary>
/// Where things are read. Addresses begin with <c>~/</c>, the site's root: <c>ContentSummary</c>, <c>NavigationItem</c> and
/// <c>Url.Content</c> take them; in a view, <c>&lt;a content-item="item"&gt;</c> needs none.
/// </summary>
public static class ContentLinks
{
    /// <summary>The address of an item's page.</summary>
    public static string UrlOf(ContentItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Fields(nameof(AutoroutePart)).Member("Path") is { Length: > 0 } path ? $"~/{path}" : $"~/content/{item.ContentItemId}";
    }

    /// <summary>The search page, narrowed to one value of a facet: <c>type</c>, <c>focusArea</c>, <c>country</c>, <c>topic</c>, <c>year</c>, <c>language</c>, <c>organisation</c>.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="value">The id of the item or term, or the value.</param>
    public static string Search(string facet, string value) => $"~/search?{facet}={Uri.EscapeDataString(value)}";

    /// <summary>A file of the media folder.</summary>
    /// <param name="path">Its path in the folder.</param>
    public static string Media(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return "~/media/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
