using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;icon name="search" /&gt;</c>: an icon of the theme in the colour and size of the text around it. Without a label it
/// is decoration and hidden from screen readers.
/// </summary>
/// <param name="urls">Resolves the address of the icons.</param>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed partial class IconTagHelper(IUrlHelperFactory urls) : TagHelper
{
    // All icons are in one file that the browser keeps; a page only names them.
    private const string Sprite = "~/_content/MhgTheme/lib/icons.svg";

    /// <summary>The view that the tag stands in.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The icon's name, one of those that the theme's <c>assets/icons.txt</c> lists.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the icon says where no text stands beside it, or null.</summary>
    public string? Label { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!IconName().IsMatch(Name))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"icon {output.Attributes["class"]?.Value}".TrimEnd());
        if (Label is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        var sprite = urls.GetUrlHelper(ViewContext).Content(Sprite);
        output.Content.SetHtmlContent(new HtmlString($"<use href=\"{sprite}#{Name}\"></use>"));
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex IconName();
}
