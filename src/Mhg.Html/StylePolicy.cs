using System.Text.RegularExpressions;
using AngleSharp.Css.Parser;

namespace Mhg.Html;

/// <summary>Keeps the declarations of a style attribute that are allowed, as the CSS parser understood them.</summary>
internal sealed partial class StylePolicy(IReadOnlySet<string> properties)
{
    /// <summary>Longer ones are pasted by no editor; parsing is the dearest step of sanitizing.</summary>
    private const int MaxLength = 2_000;

    // In order, so that a shorthand stands before the longhands that refine it.
    private readonly string[] _properties = [.. properties.Select(property => property.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];

    public bool AllowsAny => _properties.Length > 0;

    /// <summary>The allowed declarations by name, or null when none is left.</summary>
    public string? Clean(string style)
    {
        if (!AllowsAny || style.Length > MaxLength)
            return null;
        var declarations = new CssParser().ParseDeclaration(style);
        if (declarations is null)
            return null;
        // Asked by name and not enumerated: the parser takes shorthands apart and only this puts them together again.
        var kept =
            from property in _properties
            let value = declarations.GetPropertyValue(property)
            where value.Length > 0 && PlainValue().IsMatch(value)
            select $"{property}: {value}{(declarations.GetPropertyPriority(property).Length > 0 ? " !important" : "")}";
        var cleaned = string.Join("; ", kept);
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>
    /// Numbers, names, plain strings, and of functions only colours. So there is no url(), image-set() or src() that fetches,
    /// no expression() or attr(), no backslash to spell them with and no comment to break them up.
    /// </summary>
    [GeneratedRegex("""^(?:[\w\s#%.,+-]|"[\w\s.,-]*"|'[\w\s.,-]*'|\b(?:rgba?|hsla?)\([\d\s.,%/]*\))*$""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainValue();
}
