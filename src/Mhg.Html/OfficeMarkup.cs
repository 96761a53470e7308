using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Mhg.Html;

/// <summary>
/// Reads the meaning that office programs put into classes and styles: Word's title and list paragraphs, headings by role,
/// bold and italic spans of Google Docs and LibreOffice. Only names of elements come out of here, so nothing that is read
/// wrongly can be unsafe.
/// </summary>
internal static partial class OfficeMarkup
{
    /// <summary>Attributes that carry such meaning and are never written.</summary>
    public static readonly string[] Attributes = ["aria-level", "class", "name", "role", "style"];

    /// <summary>Word has nine list levels.</summary>
    private const int MaxListLevel = 9;

    /// <summary>The heading that a paragraph stands for, or null.</summary>
    public static string? Heading(IElement element)
    {
        if (element.LocalName is not ("p" or "div"))
            return null;
        if (element.GetAttribute("role") == "heading" && element.GetAttribute("aria-level") is [>= '1' and <= '6'] level)
            return "h" + level;
        return element.GetAttribute("class") switch
        {
            "MsoTitle" => "h1",
            "MsoSubtitle" => "h2",
            ['M', 's', 'o', 'H', 'e', 'a', 'd', 'i', 'n', 'g', >= '1' and <= '6' and var digit] => "h" + digit,
            _ => null,
        };
    }

    /// <summary>What an inline element's style says: the marks to write, and whether the element's own mark is taken back.</summary>
    public static (bool TakenBack, IReadOnlyList<string> Marks) InlineMarks(IElement element)
    {
        if (element.LocalName is not ("b" or "em" or "font" or "i" or "span" or "strong") || element.GetAttribute("style") is not { } style)
            return (false, []);

        var takenBack = false;
        List<string> marks = [];
        foreach (var (property, value) in Declarations(style))
        {
            switch (property)
            {
                case "font-weight" when value is "bold" or "bolder" or ['6' or '7' or '8' or '9', '0', '0']:
                    Mark("strong", element.LocalName is "b" or "strong");
                    break;
                case "font-weight" when element.LocalName is "b" or "strong":
                    takenBack = true;
                    break;
                case "font-style" when value is "italic" or "oblique":
                    Mark("em", element.LocalName is "i" or "em");
                    break;
                case "font-style" when element.LocalName is "i" or "em":
                    takenBack = true;
                    break;
                case "vertical-align" when value is "super":
                    Mark("sup", false);
                    break;
                case "vertical-align" when value is "sub":
                    Mark("sub", false);
                    break;
                case "text-decoration" or "text-decoration-line" when value.Contains("line-through", StringComparison.Ordinal):
                    Mark("s", false);
                    break;
            }
        }
        return (takenBack, marks);

        void Mark(string mark, bool isOwn)
        {
            if (!isOwn && !marks.Contains(mark))
                marks.Add(mark);
        }
    }

    /// <summary>A paragraph that Word means as a list item, or null. Word's lists are paragraphs with a level and a typed marker.</summary>
    public static ListItem? WordListItem(IElement element)
    {
        if (element.LocalName != "p" || Value(element, "mso-list") is not { } list || ListLevel().Match(list) is not { Success: true } match)
            return null;
        var level = Math.Clamp(match.Groups[1].ValueSpan[0] - '0', 1, MaxListLevel);
        var number = OrderedMarker().Match(Marker(element));
        return new(level, number.Success, number.Groups[1] is { Success: true } first ? int.Parse(first.ValueSpan, CultureInfo.InvariantCulture) : 1);
    }

    /// <summary>The typed bullet or number of a Word list paragraph, which the list element now draws.</summary>
    public static bool IsListMarker(IElement element) => element.LocalName == "span" && Value(element, "mso-list") is "ignore";

    private static string Marker(IElement paragraph)
    {
        // The marker is the first thing of the paragraph, at most a few spans down.
        var element = paragraph;
        for (var depth = 0; depth < 4 && element is not null; depth++)
        {
            if (IsListMarker(element))
                return element.TextContent.Trim();
            element = element.FirstElementChild;
        }
        return "";
    }

    private static string? Value(IElement element, string property)
    {
        if (element.GetAttribute("style") is not { } style || !style.Contains(property, StringComparison.OrdinalIgnoreCase))
            return null;
        foreach (var (name, value) in Declarations(style))
        {
            if (name == property)
                return value;
        }
        return null;
    }

    private static IEnumerable<(string Property, string Value)> Declarations(string style)
    {
        foreach (var declaration in style.Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                yield return (declaration[..colon].Trim().ToLowerInvariant(), declaration[(colon + 1)..].Trim().ToLowerInvariant());
        }
    }

    [GeneratedRegex(@"\blevel([1-9])\b")]
    private static partial Regex ListLevel();

    // "1." "(2)" "3.1." "a)" "iv."; a bare "o" is the round bullet of the second level.
    [GeneratedRegex(@"^\(?(?:(\d{1,4})|[a-z]{1,5}|(?:\d{1,3}\.)+\d{1,3})[.)]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrderedMarker();

    /// <param name="Level">From 1.</param>
    /// <param name="IsOrdered">Whether the marker was a number or a letter.</param>
    /// <param name="Number">What the marker said, 1 if it said nothing.</param>
    public readonly record struct ListItem(int Level, bool IsOrdered, int Number);
}
