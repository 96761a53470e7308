using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Mhg.Html.Tests;

public sealed partial class AttackTests
{
    private static readonly HtmlSanitizer Sanitizer = new();

    [Fact]
    public void The_collection_is_as_large_as_it_claims()
    {
        Attacks.All.Distinct().Count().ShouldBe(Attacks.All.Count());
        Attacks.All.Count().ShouldBeGreaterThan(250);
    }

    [Theory]
    [MemberData(nameof(Attacks.ByFamily), MemberType = typeof(Attacks))]
    public void Nothing_of_an_attack_is_left(string family, string vector)
    {
        var safe = Sanitizer.Sanitize(vector);

        ShouldBeSafe(safe, $"{family}: {vector}");
        Sanitizer.Sanitize(safe).ShouldBe(safe, vector);
    }

    [Theory]
    [MemberData(nameof(Attacks.ByFamily), MemberType = typeof(Attacks))]
    public void Nothing_of_an_attack_is_left_where_styles_and_classes_are_allowed(string family, string vector)
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedCssProperties = new HashSet<string> { "color", "width", "background", "background-image", "font-family", "list-style-image" },
            AllowedClasses = new HashSet<string> { "lead" },
        });

        var safe = sanitizer.Sanitize(vector);

        ShouldBeSafe(safe, $"{family}: {vector}");
        sanitizer.Sanitize(safe).ShouldBe(safe, vector);
        safe.ShouldNotContain("url(", Case.Insensitive);
        safe.ShouldNotContain("expression(", Case.Insensitive);
    }

    /// <summary>
    /// Reads the output with scripting on and off, and looks at everything in it, templates included; the check knows
    /// only the defaults and nothing of how the sanitizer works.
    /// </summary>
    internal static void ShouldBeSafe(string safe, string of)
    {
        foreach (var scripting in new[] { true, false })
        {
            var document = new HtmlParser(new HtmlParserOptions { IsScripting = scripting }).ParseDocument("<!doctype html><body>" + safe);
            document.Head!.ChildNodes.Length.ShouldBe(0, of);
            document.Body!.Attributes.Length.ShouldBe(0, of);
            foreach (var element in document.Body.QuerySelectorAll("*"))
            {
                element.NamespaceUri.ShouldBe("http://www.w3.org/1999/xhtml", of);
                Tags().IsMatch(element.LocalName).ShouldBeTrue($"{element.LocalName} in {of}");
                foreach (var attribute in element.Attributes)
                {
                    Attributes().IsMatch(attribute.Name).ShouldBeTrue($"{attribute.Name} in {of}");
                    if (attribute.Name is "href" or "src" or "cite")
                        Address().IsMatch(attribute.Value).ShouldBeTrue($"{attribute.Value} in {of}");
                    if (attribute.Name == "id")
                        attribute.Value.ShouldStartWith("user-content-", Case.Sensitive, of);
                }
            }
            document.Descendants<IComment>().ShouldBeEmpty(of);
        }
    }

    [GeneratedRegex("^(?:h[1-6]|p|div|section|blockquote|pre|br|hr|wbr|address|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|figure|figcaption|img|details|summary|a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|time|u|var)$")]
    private static partial Regex Tags();

    [GeneratedRegex("^(?:dir|id|lang|title|href|hreflang|target|rel|cite|span|datetime|open|alt|height|loading|src|width|value|reversed|start|type|colspan|rowspan|abbr|scope|style|class)$")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^(?:(?:https?|mailto|tel):|[^:]*$|[^:]*[/?#\\])", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
