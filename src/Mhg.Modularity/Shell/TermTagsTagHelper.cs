using Mhg.Modularity.ContentPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary><c>&lt;term-tags terms="…" facet="topic" /&gt;</c>: terms, each leading to the search narrowed to it. Writes nothing for none.</summary>
/// <param name="urls">Makes addresses from the site's root.</param>
[HtmlTargetElement("term-tags", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TermTagsTagHelper(IUrlHelperFactory urls) : TagHelper
{
    /// <summary>The view that the tag stands in.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The terms.</summary>
    public IReadOnlyList<Term> Terms { get; set; } = [];

    /// <summary>The facet of the search page that they belong to.</summary>
    public string Facet { get; set; } = "topic";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Terms.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "ul";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tags");
        var url = urls.GetUrlHelper(ViewContext);
        foreach (var term in Terms)
        {
            var link = new TagBuilder("a") { Attributes = { ["class"] = "tag", ["href"] = url.Content(ContentLinks.Search(Facet, term.Id)) } };
            link.InnerHtml.Append(term.Name);
            var entry = new TagBuilder("li");
            entry.InnerHtml.AppendHtml(link);
            output.Content.AppendHtml(entry);
        }
    }
}
