using FsCheck;
using FsCheck.Fluent;

namespace Mhg.Html.Tests;

/// <summary>What holds for every input, tried on tag soup; a failure prints the soup in its shortest form and the seed.</summary>
public sealed class StabilityTests
{
    private static readonly HtmlSanitizer Sanitizer = new();

    private static readonly string[] Names =
    [
        "p", "div", "b", "i", "a", "font", "span", "table", "tr", "td", "tbody", "caption", "colgroup", "col", "ul", "li", "dl", "dd", "h1", "pre", "br", "hr",
        "svg", "math", "mtext", "mglyph", "annotation-xml", "foreignObject", "desc", "title", "style", "script", "template", "select", "option", "button",
        "form", "marquee", "object", "noscript", "textarea", "xmp", "iframe", "plaintext", "nobr", "ruby", "rt", "details", "summary", "img", "image",
        "body", "html", "head", "frameset", "o:p", "x-y", "center", "main", "blockquote", "q", "listing", "input", "base", "strike", "menu",
    ];

    private static readonly string[] Attributes =
    [
        "", " href=x", " href=#y", " href='javascript:alert(1)'", " href=//who.int", " id=y", " id=user-content-y", " name=y", " onclick=alert(1)", " title='\"<b>&amp;'",
        " title=\"</style><img src=x onerror=alert(1)>\"", " src=x", " src=data:,x alt='a<b'", " style='font-weight:bold'", " style='font-weight:normal'",
        " style='mso-list:l0 level1 lfo1'", " style='mso-list:l0 level3 lfo1'", " style='mso-list:Ignore'", " class=MsoTitle", " colspan=2", " target=_blank",
        " role=heading aria-level=3", " type=a start=3", " /", " encoding=text/html",
    ];

    private static readonly string[] Texts =
        ["x", " ", "\n", "\n\n", "&lt;", "&", "<", "\"", "&#13;", "\r\n", "\0", "\u00a0", "1.", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "&amp;lt;b>", "\ud83d", "&#xD83D;", "</"];

    private static Gen<string> Piece() => Gen.Frequency(
        (5, from name in Gen.Elements(Names) from attribute in Gen.Elements(Attributes) select $"<{name}{attribute}>"),
        (3, from name in Gen.Elements(Names) select $"</{name}>"),
        (2, Gen.Elements(Texts)));

    private static Arbitrary<string[]> Soup() => Arb.From(Piece().ArrayOf(), soup => Enumerable.Range(0, soup.Length).Select(i => soup.Where((_, j) => j != i).ToArray()));

    /// <summary>Some soup for tests that are too slow for a property; the same on every run.</summary>
    internal static IEnumerable<string> Ladles(int count) =>
        Soup().Generator.Select(soup => string.Concat(soup)).Sample(count, new Rnd(20261121), 40);

    private static void ForAllSoup(Func<string, bool> holds) =>
        Prop.ForAll(Soup(), soup => holds(string.Concat(soup))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));

    [Fact]
    public void Sanitizing_twice_is_sanitizing_once() =>
        ForAllSoup(html => Sanitizer.Sanitize(html) is var once && Sanitizer.Sanitize(once) == once);

    [Fact]
    public void Whatever_comes_out_is_safe() =>
        ForAllSoup(html =>
        {
            AttackTests.ShouldBeSafe(Sanitizer.Sanitize(html), html);
            return true;
        });

    [Fact]
    public void Soup_of_this_size_keeps_its_markup() =>
        ForAllSoup(html => !Sanitizer.Clean(html).IsTextOnly);

    [Fact]
    public void The_text_of_the_safe_html_is_the_text_that_came_with_it() =>
        ForAllSoup(html => Sanitizer.Clean(html) is var cleaned && HtmlText.ToPlainText(cleaned.Html) == cleaned.Text);

    [Fact]
    public void Text_is_only_text() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var encoded = System.Net.WebUtility.HtmlEncode(text.Get);
            return Sanitizer.Clean(encoded).IsTextOnly == false && !Sanitizer.Sanitize(encoded).Contains('<');
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
