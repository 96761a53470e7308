using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// A tag that the theme draws: what the page author writes is here, how it looks is the theme's partial, whose model
/// is the tag itself.
/// </summary>
/// <param name="html">The view's helper, by which the partial is found as any other.</param>
/// <param name="partial">The name of the theme's partial.</param>
public abstract class ThemePartialTagHelper(IHtmlHelper html, string partial) : TagHelper
{
    /// <summary>The view that the tag stands in.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>What stands between the start and the end tag, or null when that is only white space.</summary>
    [HtmlAttributeNotBound]
    public TagHelperContent? Content { get; private set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        Content = content.IsEmptyOrWhiteSpace ? null : content;
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = null;
        output.Content.SetHtmlContent(await html.PartialAsync(partial, this));
    }
}
