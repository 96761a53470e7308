namespace Mhg.Html.Tests;

public sealed class FormattedTextTests
{
    [Theory]
    [InlineData("<p>One <b>bold</b> word</p>", "One |b:bold| word")]
    [InlineData("<p><strong><em>Both</em></strong></p><p>None</p>", "b,i:Both\nNone")]
    [InlineData("<ul><li>One<li><a href=\"https://example.org\">Two</a></ul>", "(ul)One\n(ul)a https://example.org:Two")]
    [InlineData("<blockquote><ol><li>Deep</ol></blockquote><h2>Title</h2>text", "(blockquote ol)Deep\n(h2)Title\ntext")]
    [InlineData("<p>a<br>b</p><table><tr><td>c<td>d</table>", "a\nb\n(table)c\td")]
    [InlineData("<p>See <img src=\"/m.png\" alt=\"a map\"> and <img src=\"/n.png\"></p>", "See |img /m.png:[a map]| and |img /n.png:[picture]")]
    [InlineData("<p>x</p><script>y</script><p> </p>", "x")]
    public void Words_keep_what_they_are_formatted_as(string html, string expected) =>
        string.Join('\n', FormattedText.Of(html).Select(line =>
            (line.Format.Length > 0 ? $"({line.Format})" : "") + string.Join('|', line.Spans.Select(span => span.Format.Length > 0 ? $"{span.Format.Replace('\n', ',')}:{span.Text}" : span.Text))))
            .ShouldBe(expected);

    [Fact]
    public void The_words_are_those_of_the_plain_text()
    {
        foreach (var attack in Attacks.Families.SelectMany(family => family.Vectors).Where(html => !html.Contains("<im", StringComparison.OrdinalIgnoreCase)))
            string.Join('\n', FormattedText.Of(attack).Select(line => string.Concat(line.Spans.Select(span => span.Text)))).ShouldBe(HtmlText.ToPlainText(attack), attack);
    }
}
