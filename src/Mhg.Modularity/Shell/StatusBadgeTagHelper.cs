using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary><c>&lt;status-badge&gt;</c>: the state of an item as a small label; the text inside it, if any, replaces the value.</summary>
/// <param name="html">The view's helper.</param>
[HtmlTargetElement("status-badge")]
public sealed class StatusBadgeTagHelper(IHtmlHelper html) : ThemePartialTagHelper(html, "_Badge")
{
    /// <summary>
    /// The state, in any letter case. The theme knows draft, waiting, returned, rejected, published, withdrawn, proposed,
    /// active, paused and ended; any other is shown in the neutral tone.
    /// </summary>
    public string Value { get; set; } = "";
}
