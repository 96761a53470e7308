using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;icon name="search" /&gt;</c>: an icon of the theme in the colour and size of the text around it. Without a label it
/// is decoration and hidden from screen readers.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed partial class IconTagHelper : TagHelper
{
    private const string Sprite = "_content/MhgTheme/lib/icons.svg";

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

        output.Content.SetHtmlContent(new HtmlString($"<use href=\"{SpriteUrl(ViewContext)}#{Name}\"></use>"));
    }

    /// <summary>The address of the one file that all icons are in, with its fingerprint where the host serves one.</summary>
    /// <param name="view">The view that shows the icon.</param>
    public static string SpriteUrl(ViewContext view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var context = view.HttpContext;
        var assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{context.Request.PathBase}/{assets?[Sprite] ?? Sprite}";
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex IconName();
}
