using System.Collections.Frozen;

namespace Mhg.Html;

/// <summary>
/// What <see cref="HtmlSanitizer"/> lets through. Whatever is not named here is left out, so a set can be made smaller
/// without thought; making one larger needs the same thought as the defaults got, which is written beside each.
/// Names are lower case.
/// </summary>
public sealed class HtmlSanitizerOptions
{
    /// <summary>The key of <see cref="AllowedAttributes"/> whose attributes may stand on every allowed element.</summary>
    public const string AnyTag = "*";

    /// <summary>
    /// Elements that are kept. The default is the vocabulary of prose: headings, paragraphs, lists, tables, quotations,
    /// figures and the inline marks. Landmarks (<c>main</c>, <c>nav</c>, <c>header</c>, …) are the page's own to give and are
    /// unwrapped; form controls are left out because a form on a trusted page is how passwords are asked for.
    /// An element that is not kept is unwrapped: its text and its allowed children stay. Elements whose content is no prose
    /// (scripts, styles, templates, embedded documents, foreign namespaces) go with everything inside them.
    /// </summary>
    public IReadOnlySet<string> AllowedTags { get; init; } = DefaultAllowedTags;

    /// <summary>
    /// Attributes that are kept, by element, and under <see cref="AnyTag"/> for all elements. Besides being named here,
    /// a value has to be of its attribute's kind: numbers are numbers, <c>dir</c> and <c>scope</c> one of their keywords,
    /// addresses pass <see cref="AllowedSchemes"/>. <c>rel</c> is never taken over but always worked out;
    /// <c>style</c> and <c>class</c> are governed by <see cref="AllowedCssProperties"/> and <see cref="AllowedClasses"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> AllowedAttributes { get; init; } = DefaultAllowedAttributes;

    /// <summary>
    /// The attributes whose value is an address; only addresses without a scheme and those of <see cref="AllowedSchemes"/> stay.
    /// Whoever allows another attribute that holds an address names it here too, or it would be let through unchecked;
    /// <c>cite</c>, <c>href</c> and <c>src</c> are checked in any case.
    /// </summary>
    public IReadOnlySet<string> UriAttributes { get; init; } = DefaultUriAttributes;

    /// <summary>
    /// Schemes of links. <c>data:</c> is not among them, not even for pictures: a <c>data:</c> document runs scripts when it is
    /// opened, SVG is a document, and a picture in the text makes a version of an item megabytes large.
    /// Pictures and quotation sources take the web schemes of this set only.
    /// </summary>
    public IReadOnlySet<string> AllowedSchemes { get; init; } = DefaultAllowedSchemes;

    /// <summary>
    /// Properties that stay in a <c>style</c> attribute. Empty by default, and then the attribute goes: the site's content
    /// security policy has no inline styles, so they would do nothing here and could cover the page anywhere else.
    /// Meaning that office programs put into styles (bold, italic, superscript, list levels) is turned into elements instead.
    /// A value with anything but numbers, names, strings and colour functions is refused whatever the property.
    /// </summary>
    public IReadOnlySet<string> AllowedCssProperties { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// Classes that stay. Empty by default: the page's style sheet is full of classes that move, cover and hide things
    /// (<c>modal</c>, <c>position-fixed</c>, <c>stretched-link</c>), so a class from outside could make a false page out of a true one.
    /// </summary>
    public IReadOnlySet<string> AllowedClasses { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// Put before every <c>id</c>, and before the target of a link within the page, unless it is there already.
    /// An element with an id is a property of <c>window</c> and <c>document</c>; with the prefix it can take no name that
    /// the page's scripts use.
    /// </summary>
    public string IdPrefix { get; init; } = "user-content-";

    /// <summary>
    /// Hosts that are this site (<c>example.org</c>, without scheme and port). A link to any other host, and any link that
    /// opens a new window, gets <c>rel="noopener noreferrer"</c>. Empty: every absolute link leads elsewhere.
    /// </summary>
    public IReadOnlySet<string> SiteHosts { get; init; } = FrozenSet<string>.Empty;

    private static readonly FrozenSet<string> DefaultAllowedTags = FrozenSet.Create(StringComparer.Ordinal,
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "blockquote", "pre", "hr", "br", "wbr", "address",
        "ul", "ol", "li", "dl", "dt", "dd",
        "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
        "figure", "figcaption", "img", "details", "summary",
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
        "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var");

    private static readonly FrozenDictionary<string, IReadOnlySet<string>> DefaultAllowedAttributes =
        new Dictionary<string, IReadOnlySet<string>>
        {
            [AnyTag] = Names("dir", "id", "lang", "title"),
            ["a"] = Names("href", "hreflang", "target"),
            ["blockquote"] = Names("cite"),
            ["col"] = Names("span"),
            ["colgroup"] = Names("span"),
            ["del"] = Names("cite", "datetime"),
            ["details"] = Names("open"),
            ["img"] = Names("alt", "height", "loading", "src", "width"),
            ["ins"] = Names("cite", "datetime"),
            ["li"] = Names("value"),
            ["ol"] = Names("reversed", "start", "type"),
            ["q"] = Names("cite"),
            ["td"] = Names("colspan", "rowspan"),
            ["th"] = Names("abbr", "colspan", "rowspan", "scope"),
            ["time"] = Names("datetime"),
        }.ToFrozenDictionary();

    private static readonly FrozenSet<string> DefaultUriAttributes = Names("cite", "href", "src");

    private static readonly FrozenSet<string> DefaultAllowedSchemes = Names("http", "https", "mailto", "tel");

    private static FrozenSet<string> Names(params ReadOnlySpan<string> names) => FrozenSet.Create(StringComparer.Ordinal, names);
}
