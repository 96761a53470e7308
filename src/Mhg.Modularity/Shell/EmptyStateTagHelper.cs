using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;empty-state&gt;</c>: stands where a list would stand that has nothing in it. What stands inside says what to do next.
/// </summary>
/// <param name="html">The view's helper.</param>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper(IHtmlHelper html) : ThemePartialTagHelper(html, "_Empty")
{
    /// <summary>What there is not, in a few words.</summary>
    public string Heading { get; set; } = "";

    /// <summary>The level of the heading in the page, 1 to 6.</summary>
    public int Level { get; set; } = 2;

    /// <summary>The name of an icon of the theme.</summary>
    public string Icon { get; set; } = "inbox";
}
