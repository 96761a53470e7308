using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Shell;

/// <summary><c>&lt;avatar&gt;</c>: a person's photo, or their initials. It is decoration: the name stands beside it as text.</summary>
/// <param name="html">The view's helper.</param>
[HtmlTargetElement("avatar")]
public sealed class AvatarTagHelper(IHtmlHelper html) : ThemePartialTagHelper(html, "_Avatar")
{
    /// <summary>The person's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The address of a photo; null (or the empty text that Razor makes of it) for the initials.</summary>
    public string? Photo { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Whether it heads a page and is drawn large.</summary>
    public bool Large { get; set; }

    /// <summary>The first letters of the first and the last word of the name.</summary>
    [HtmlAttributeNotBound]
    public string Initials
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return words switch
            {
                [] => "?",
                [var only] => Initial(only),
                [var first, .., var last] => Initial(first) + Initial(last),
            };

            static string Initial(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
        }
    }
}
