using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary>
/// <c>&lt;second-copy of="now" name="now-title" words="as it is now"&gt;…&lt;/second-copy&gt;</c>: a view that stands on the page a second
/// time. Its ids, and what refers to them, get a prefix, and whatever has a name for screen readers is told apart from the first one.
/// </summary>
/// <param name="encoder">Makes words safe in an attribute.</param>
[HtmlTargetElement("second-copy")]
public sealed partial class SecondCopyTagHelper(HtmlEncoder encoder) : TagHelper
{
    /// <summary>The prefix of its ids.</summary>
    public string Of { get; set; } = "";

    /// <summary>The id of the heading that says what the copy is; it is added to the names that are made of other headings.</summary>
    public string Name { get; set; } = "";

    /// <summary>The same in words; they are added to the names that are given as words.</summary>
    public string Words { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var html = (await output.GetChildContentAsync()).GetContent();
        output.TagName = null;
        output.Content.SetHtmlContent(Tag().Replace(html, tag => Attribute().Replace(tag.Value, Apart)));
    }

    private string Apart(Match attribute)
    {
        var (name, value) = (attribute.Groups[1].Value, attribute.Groups[2].Value);
        var ids = string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => $"{Of}-{id}"));
        return name switch
        {
            "href" => value.StartsWith('#') ? $" href=\"#{Of}-{value[1..]}\"" : attribute.Value,
            "aria-label" => $" aria-label=\"{value}, {encoder.Encode(Words)}\"",
            "aria-labelledby" => $" aria-labelledby=\"{ids} {Name}\"",
            _ => $" {name}=\"{ids}\"",
        };
    }

    [GeneratedRegex("<[a-z][^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(" (id|for|href|aria-label|aria-labelledby|aria-describedby|aria-controls)=\"([^\"]+)\"")]
    private static partial Regex Attribute();
}
