using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mhg.Html;

/// <summary>The options, checked and made ready for looking up.</summary>
internal sealed partial class AllowList
{
    /// <summary>The widest cell that browsers draw (HTML Standard, 4.9.11), taken as the bound for every count and length.</summary>
    private const int MaxSpan = 1_000;

    private const int MaxNumber = 9_999;

    /// <summary>Attributes that no option can allow: code, documents, or a way to act in the page's name.</summary>
    private static readonly FrozenSet<string> NeverAllowed = FrozenSet.Create(StringComparer.Ordinal,
        "action", "archive", "background", "class", "classid", "codebase", "contenteditable", "data", "dynsrc", "form", "formaction", "http-equiv",
        "is", "lowsrc", "manifest", "name", "ping", "popover", "popovertarget", "profile", "rel", "slot", "srcdoc", "srcset", "style", "usemap",
        "xmlns");

    private static readonly FrozenDictionary<string, string[]> Keywords = new Dictionary<string, string[]>
    {
        ["dir"] = ["ltr", "rtl", "auto"],
        ["loading"] = ["lazy", "eager"],
        ["scope"] = ["row", "col", "rowgroup", "colgroup"],
        ["target"] = ["_blank"],
        ["type"] = ["1", "a", "A", "i", "I"],
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, string[]> _tags;
    private readonly FrozenSet<string> _uriAttributes;
    private readonly FrozenSet<string> _classes;
    private readonly string _idPrefix;

    /// <exception cref="ArgumentException">An option asks for what is never safe.</exception>
    public AllowList(HtmlSanitizerOptions options)
    {
        foreach (var tag in options.AllowedTags)
        {
            if (Vocabulary.Dropped.Contains(tag) || Vocabulary.Unwrapped.Contains(tag) || !Name().IsMatch(tag))
                throw new ArgumentException($"The element '{tag}' can't be allowed: what it holds is no content, or a browser may read it differently from the sanitizer. Take it out of AllowedTags.", nameof(options));
        }
        foreach (var attribute in options.AllowedAttributes.SelectMany(entry => entry.Value))
        {
            if (attribute.StartsWith("on", StringComparison.Ordinal) || NeverAllowed.Contains(attribute) || !Name().IsMatch(attribute))
                throw new ArgumentException($"The attribute '{attribute}' can't be allowed by name: it runs code, loads a document or acts on the page. Take it out of AllowedAttributes; for 'style' and 'class' there are AllowedCssProperties and AllowedClasses.", nameof(options));
        }
        foreach (var scheme in options.AllowedSchemes)
        {
            if (scheme.ToLowerInvariant() is "javascript" or "vbscript" or "livescript" or "data" or "blob" or "filesystem" or "view-source")
                throw new ArgumentException($"The scheme '{scheme}' can't be allowed: an address of it is code or a document of its own. Take it out of AllowedSchemes.", nameof(options));
        }
        if (options.IdPrefix.Length == 0 || options.IdPrefix.Any(char.IsWhiteSpace))
            throw new ArgumentException("IdPrefix has to be a word: without it an id could take the place of the page's own names.", nameof(options));

        Links = new LinkPolicy(options.AllowedSchemes, options.SiteHosts);
        Styles = new StylePolicy(options.AllowedCssProperties);
        // An option adds to these; leaving one of them out would let scripts through unseen.
        _uriAttributes = options.UriAttributes.Concat(["cite", "href", "src"]).ToFrozenSet(StringComparer.Ordinal);
        _classes = options.AllowedClasses.ToFrozenSet(StringComparer.Ordinal);
        _idPrefix = options.IdPrefix;

        IEnumerable<string> everywhere = options.AllowedAttributes.GetValueOrDefault(HtmlSanitizerOptions.AnyTag) ?? FrozenSet<string>.Empty;
        if (Styles.AllowsAny)
            everywhere = everywhere.Append("style");
        if (_classes.Count > 0)
            everywhere = everywhere.Append("class");
        _tags = options.AllowedTags.ToFrozenDictionary(
            tag => tag,
            tag => everywhere.Union(options.AllowedAttributes.GetValueOrDefault(tag) ?? FrozenSet<string>.Empty).Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
        ReadAttributes = _tags.Values.SelectMany(names => names).Concat(OfficeMarkup.Attributes).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        HasLists = _tags.ContainsKey("ul") && _tags.ContainsKey("ol") && _tags.ContainsKey("li");
    }

    public LinkPolicy Links { get; }

    public StylePolicy Styles { get; }

    /// <summary>All that the parser has to read at all.</summary>
    public FrozenSet<string> ReadAttributes { get; }

    public bool HasLists { get; }

    /// <summary>The attributes of an allowed element in the order in which they are written, or null for one that is not allowed.</summary>
    public IReadOnlyList<string>? Tag(string name) => _tags.GetValueOrDefault(name);

    /// <summary>The value as it may be written, or null when the attribute goes.</summary>
    public string? Value(string tag, string attribute, string? given)
    {
        if (given is null)
            return null;
        if (_uriAttributes.Contains(attribute))
        {
            var address = Links.Clean(given, webOnly: attribute != "href");
            return attribute == "href" && address is ['#', _, ..] ? "#" + Prefixed(address[1..]) : address;
        }
        return attribute switch
        {
            "id" => given.Length == 0 || given.Any(char.IsWhiteSpace) ? null : Prefixed(given),
            "class" => string.Join(' ', given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(_classes.Contains).Distinct()) is { Length: > 0 } classes ? classes : null,
            "open" or "reversed" => "",
            "colspan" or "rowspan" or "span" => Number(given, 1, MaxSpan),
            "width" or "height" => Number(given, 0, MaxNumber),
            "start" or "value" => Number(given, -MaxNumber, MaxNumber),
            "lang" or "hreflang" => Language().IsMatch(given) ? given : null,
            "datetime" => DateTime().IsMatch(given) ? given : null,
            "type" => Array.Find(Keywords[attribute], keyword => keyword == given),
            _ when Keywords.TryGetValue(attribute, out var keywords) => Array.Find(keywords, keyword => keyword.Equals(given, StringComparison.OrdinalIgnoreCase)),
            _ => given,
        };
    }

    private string Prefixed(string id) => id.StartsWith(_idPrefix, StringComparison.Ordinal) ? id : _idPrefix + id;

    private static string? Number(string given, int min, int max) =>
        int.TryParse(given, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z0-9-]{1,35}$")]
    private static partial Regex Language();

    [GeneratedRegex("^[0-9A-Za-z:+. -]{1,40}$")]
    private static partial Regex DateTime();
}
