using System.Collections.Frozen;

namespace Mhg.Html;

/// <summary>What the names of HTML mean, as far as reading and writing fragments depends on it.</summary>
internal static class Vocabulary
{
    /// <summary>
    /// Elements that go with everything inside them: their content is code, another document, or a fallback for either.
    /// None of them can be allowed by an option. <c>xml</c> is the settings block that Word puts at the head of a paste.
    /// </summary>
    public static readonly FrozenSet<string> Dropped = FrozenSet.Create(StringComparer.Ordinal,
        "script", "style", "template", "noscript", "iframe", "frame", "frameset", "noframes", "noembed", "object", "embed", "applet", "param",
        "svg", "math", "audio", "video", "source", "track", "canvas", "head", "title", "meta", "link", "base", "basefont", "bgsound",
        "select", "datalist", "textarea", "input", "progress", "meter", "xml", "portal", "fencedframe", "selectedcontent");

    /// <summary>
    /// Elements that are unwrapped and that no option can allow: the parser reads what follows them differently
    /// (<c>plaintext</c>, <c>xmp</c>, <c>listing</c>, <c>image</c>), they are the page's own (<c>html</c>, <c>body</c>), they ask for input,
    /// or they are live regions of code (<c>slot</c>, <c>marquee</c>, <c>dialog</c>). Written out again, none of them could be trusted
    /// to come back as the same tree.
    /// </summary>
    public static readonly FrozenSet<string> Unwrapped = FrozenSet.Create(StringComparer.Ordinal,
        "html", "body", "plaintext", "xmp", "listing", "image", "form", "button", "fieldset", "label", "legend", "output", "option", "optgroup",
        "keygen", "isindex", "slot", "marquee", "dialog", "map", "area", "nobr", "menuitem");

    /// <summary>Old names of elements that have a current one.</summary>
    public static readonly FrozenDictionary<string, string> CurrentName = new Dictionary<string, string>
    {
        ["acronym"] = "abbr",
        ["dir"] = "ul",
        ["menu"] = "ul",
        ["strike"] = "s",
        ["tt"] = "code",
    }.ToFrozenDictionary();

    public static readonly FrozenSet<string> Void = FrozenSet.Create(StringComparer.Ordinal, "br", "col", "hr", "img", "wbr");

    /// <summary>Elements that start and end a line of text.</summary>
    public static readonly FrozenSet<string> Block = FrozenSet.Create(StringComparer.Ordinal,
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main",
        "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead",
        "tr", "ul", "xmp");

    /// <summary>Elements that stand beside each other in a line but are no part of one sentence.</summary>
    public static readonly FrozenSet<string> Cell = FrozenSet.Create(StringComparer.Ordinal, "td", "th");

    public const string HtmlNamespace = "http://www.w3.org/1999/xhtml";
}
