namespace Mhg.Html.Tests;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  a \n\t b&nbsp;&nbsp;c  ", "a b c")]
    [InlineData("<h1>Title</h1><p>One <b>bo</b>ld.</p><p>Two<br>three</p>", "Title\nOne bold.\nTwo\nthree")]
    [InlineData("<div><div><p>a</p></div></div><p></p><p> </p><p>b", "a\nb")]
    [InlineData("<ul><li>a<ul><li>b</ul><li>c</ul>d", "a\nb\nc\nd")]
    [InlineData("<table><caption>x</caption><tr><th>a<th>b<tr><td><p>c</p><td>d</table>", "x\na\tb\nc\nd")]
    [InlineData("R&amp;D &lt;b&gt; &eacute;&#x1F600;", "R&D <b> é😀")]
    [InlineData("a<script>b</script><style>c</style><template>d</template><svg><text>e</text></svg><!--f-->g", "ag")]
    [InlineData("<textarea>a</textarea><iframe>b</iframe><noscript>c</noscript><title>d</title>e", "e")]
    [InlineData("<pre>a\n  b</pre>", "a b")]
    public void Text_reads_like_the_page(string html, string text) => HtmlText.ToPlainText(html).ShouldBe(text);

    [Fact]
    public void Markup_that_is_too_deep_for_a_tree_gives_its_text_all_the_same()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 5_000));

        HtmlText.ToPlainText(deep + "<p>a &amp; b</p><script>x</script><td>c<style>y</style><td>d<!-- e --><title>f</title><br>g")
            .ShouldBe("a & b\nc\td\ng");
    }
}
