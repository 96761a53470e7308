using Mhg.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;rich-text html="…" /&gt;</c>: text that people wrote, at reading width. It is sanitized here once more, so that nothing
/// that came into the database by another way runs on a page. Writes nothing for an empty text.
/// </summary>
/// <param name="sanitizer">Makes it safe.</param>
[HtmlTargetElement("rich-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RichTextTagHelper(HtmlSanitizer sanitizer) : TagHelper
{
    /// <summary>The HTML as stored.</summary>
    public string? Html { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (string.IsNullOrWhiteSpace(Html))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"prose {output.Attributes["class"]?.Value}".TrimEnd());
        output.Content.SetHtmlContent(sanitizer.Sanitize(Html));
    }
}
