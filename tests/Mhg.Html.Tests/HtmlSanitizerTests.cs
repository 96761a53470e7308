namespace Mhg.Html.Tests;

public sealed class HtmlSanitizerTests
{
    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions { SiteHosts = new HashSet<string> { "mhg.example" } });

    [Theory]
    [InlineData("")]
    [InlineData("Plain words, 1 &lt; 2 &amp; \"quoted\"")]
    [InlineData("<h2>Health</h2><p>Of <strong>people</strong> on the <em>move</em>.</p>")]
    [InlineData("<ul><li>One<ul><li>Two</li></ul></li></ul><ol start=\"3\" type=\"a\"><li value=\"4\">x</li></ol>")]
    [InlineData("<table><caption>c</caption><colgroup><col span=\"2\"></colgroup><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td colspan=\"2\">b</td></tr></tbody></table>")]
    [InlineData("<figure><img alt=\"A clinic\" height=\"10\" loading=\"lazy\" src=\"/media/a.jpg\" width=\"20\"><figcaption>f</figcaption></figure>")]
    [InlineData("<p dir=\"rtl\" lang=\"ar\">صحة</p>")]
    [InlineData("<pre>\n\n  two lines\n</pre>")]
    [InlineData("<a href=\"/focus/malaria?x=1&amp;y=2#part\">in</a>")]
    [InlineData("<details open=\"\"><summary>s</summary>d</details>")]
    public void Safe_html_stays_as_it_is(string html) => Sanitizer.Sanitize(html).ShouldBe(html);

    [Theory]
    [InlineData("<p>a<script>b</script>c</p>", "<p>ac</p>")]
    [InlineData("<main><article><p>kept</p></article></main>", "<p>kept</p>")]
    [InlineData("<form><label>Name</label> <button>Go</button></form>", "Name Go")]
    [InlineData("a<!-- b -->c<?php d ?>e", "ace")]
    [InlineData("<p>a<svg><p>b</p></svg></p>", "<p>a</p><p>b</p><p></p>")]
    [InlineData("<p>a<svg><text>b</text></svg>c<math><mi>d</mi></math></p>", "<p>ac</p>")]
    [InlineData("<p class=\"modal\" style=\"position:fixed\" data-x=\"1\">a</p>", "<p>a</p>")]
    [InlineData("<strike>a</strike><tt>b</tt><acronym>c</acronym><center>d</center>", "<s>a</s><code>b</code><abbr>c</abbr>d")]
    [InlineData("<td colspan=2>a", "a")]
    [InlineData("<table><td colspan=99999 rowspan=-1>a", "<table><tbody><tr><td>a</td></tr></tbody></table>")]
    [InlineData("<b><p>a</b>b", "<b></b><p><b>a</b>b</p>")]
    [InlineData("<p dir=sideways lang='x\"y' id='a b'>a</p>", "<p>a</p>")]
    [InlineData("a\0b\r\nc", "ab\nc")]
    [InlineData("<span>a</span> <a>b</a>", "a b")]
    [InlineData("<plaintext><b>a", "&lt;b&gt;a")]
    [InlineData("<frameset><frame src=x>a", "a")]
    public void What_is_not_allowed_is_left_out(string html, string expected) => Sanitizer.Sanitize(html).ShouldBe(expected);

    [Theory]
    [InlineData("/a", "<a href=\"/a\">x</a>")]
    [InlineData("a/b?c#d", "<a href=\"a/b?c#d\">x</a>")]
    [InlineData("https://mhg.example/a", "<a href=\"https://mhg.example/a\">x</a>")]
    [InlineData("HTTPS://MHG.Example:8443/a", "<a href=\"HTTPS://MHG.Example:8443/a\">x</a>")]
    [InlineData("//mhg.example/a", "<a href=\"//mhg.example/a\">x</a>")]
    [InlineData("mailto:a@b.example", "<a href=\"mailto:a@b.example\">x</a>")]
    [InlineData("https://who.int/", "<a href=\"https://who.int/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("//who.int/", "<a href=\"//who.int/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("\\\\who.int/", "<a href=\"\\\\who.int/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("/\t/who.int/", "<a href=\"//who.int/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("https:who.int", "<a href=\"https:who.int\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("https:\\\\mhg.example\\@who.int", "<a href=\"https:\\\\mhg.example\\@who.int\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("https://mhg.example@who.int/", "<a href=\"https://mhg.example@who.int/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("ftp://who.int/", "x")]
    [InlineData("C:\\files\\a.doc", "x")]
    public void A_link_to_another_site_tells_it_nothing(string address, string expected) =>
        Sanitizer.Sanitize($"<a href=\"{address}\">x</a>").ShouldBe(expected);

    [Fact]
    public void A_link_opens_a_new_window_or_stays_and_nothing_else()
    {
        Sanitizer.Sanitize("<a href=/a target=_BLANK rel=opener>x</a>").ShouldBe("<a href=\"/a\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>");
        Sanitizer.Sanitize("<a href=/a target=_top>x</a>").ShouldBe("<a href=\"/a\">x</a>");
        Sanitizer.Sanitize("<a target=_blank>x</a>").ShouldBe("x");
    }

    [Fact]
    public void Ids_are_kept_apart_from_the_page_and_links_within_the_text_still_meet_them()
    {
        var once = Sanitizer.Sanitize("<h2 id=location>a</h2><a name=top>b</a><a href=#location>c</a>");

        once.ShouldBe("<h2 id=\"user-content-location\">a</h2><a id=\"user-content-top\">b</a><a href=\"#user-content-location\">c</a>");
        Sanitizer.Sanitize(once).ShouldBe(once);
    }

    [Fact]
    public void A_picture_that_cannot_be_shown_leaves_its_words()
    {
        Sanitizer.Sanitize("a <img src='file:///C:/a.png' alt='The <clinic>'> b").ShouldBe("a The &lt;clinic&gt; b");
        Sanitizer.Sanitize("<img src='data:image/png;base64,AA'>").ShouldBe("");
        Sanitizer.Sanitize("<img src='mailto:x' alt=y>").ShouldBe("y");
    }

    [Fact]
    public void Styles_stay_where_the_options_allow_them()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedCssProperties = new HashSet<string> { "background-color", "background-image", "color", "margin", "text-align", "width" },
            AllowedClasses = new HashSet<string> { "lead" },
        });

        sanitizer.Sanitize("<p class=\"modal lead lead\" style=\"COLOR: Red; position: fixed; text-align: center\">a</p>")
            .ShouldBe("<p class=\"lead\" style=\"color: rgba(255, 0, 0, 1); text-align: center\">a</p>");
        sanitizer.Sanitize("<img src=test.png style=\"background-image: url(javascript:alert('xss')); margin: 10px\">")
            .ShouldBe("<img src=\"test.png\" style=\"margin: 10px\">");
        sanitizer.Sanitize("<p style=\"width: expression(alert(1)); background-image: image-set('x' 1x)\">a</p>").ShouldBe("<p>a</p>");
        sanitizer.Sanitize("<p style=\"}{\">a</p>").ShouldBe("<p>a</p>");
    }

    [Fact]
    public void An_option_that_could_never_be_safe_is_refused_at_once()
    {
        Should.Throw<ArgumentException>(() => new HtmlSanitizer(new() { AllowedTags = new HashSet<string> { "p", "script" } })).Message.ShouldContain("'script'");
        Should.Throw<ArgumentException>(() => new HtmlSanitizer(new() { AllowedTags = new HashSet<string> { "noscript" } }));
        Should.Throw<ArgumentException>(() => new HtmlSanitizer(new() { AllowedSchemes = new HashSet<string> { "JavaScript" } }));
        Should.Throw<ArgumentException>(() => new HtmlSanitizer(new() { IdPrefix = "" }));
        Should.Throw<ArgumentException>(() => new HtmlSanitizer(new()
        {
            AllowedAttributes = new Dictionary<string, IReadOnlySet<string>> { ["*"] = new HashSet<string> { "onclick" } },
        })).Message.ShouldContain("'onclick'");
    }

    [Fact]
    public void The_text_comes_with_the_html()
    {
        var cleaned = Sanitizer.Clean("<h1>A &amp; B</h1><p>c<script>d</script></p>");

        cleaned.ShouldBe(new SanitizedHtml("<h1>A &amp; B</h1><p>c</p>", "A & B\nc"));
    }

    [Fact]
    public void One_sanitizer_serves_many_threads() =>
        Parallel.ForEach(Attacks.All, vector => Sanitizer.Sanitize(vector).ShouldBe(new HtmlSanitizer(new() { SiteHosts = new HashSet<string> { "mhg.example" } }).Sanitize(vector)));
}
