using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary><c>&lt;a content-item="item" /&gt;</c>: a link to an item's page; its text is the item's title where none stands inside.</summary>
/// <param name="urls">Makes addresses from the site's root.</param>
[HtmlTargetElement("a", Attributes = "content-item", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ContentLinkTagHelper(IUrlHelperFactory urls) : TagHelper
{
    /// <summary>The view that the tag stands in.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The item.</summary>
    public ContentItem ContentItem { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("href", urls.GetUrlHelper(ViewContext).Content(ContentLinks.UrlOf(ContentItem)));
        if ((await output.GetChildContentAsync()).IsEmptyOrWhiteSpace)
            output.Content.SetContent(ContentItem.DisplayText);
    }
}
