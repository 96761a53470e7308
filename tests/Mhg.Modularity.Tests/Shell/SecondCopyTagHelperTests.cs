using System.Text.Encodings.Web;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mhg.Modularity.Tests.Shell;

public sealed class SecondCopyTagHelperTests
{
    [Theory]
    [InlineData("<h2 id=\"venue\">Venue</h2>", "<h2 id=\"now-venue\">Venue</h2>")]
    [InlineData("<section class=\"s\" aria-labelledby=\"a b\"></section>", "<section class=\"s\" aria-labelledby=\"now-a now-b now-title\"></section>")]
    [InlineData("<nav aria-label=\"Breadcrumb\"></nav>", "<nav aria-label=\"Breadcrumb, as &amp; when\"></nav>")]
    [InlineData("<label for=\"x\">X</label><input id=\"x\" aria-describedby=\"y\">", "<label for=\"now-x\">X</label><input id=\"now-x\" aria-describedby=\"now-y\">")]
    [InlineData("<a href=\"#venue\">here</a><a href=\"/venue#hall\">there</a>", "<a href=\"#now-venue\">here</a><a href=\"/venue#hall\">there</a>")]
    [InlineData("<p>Write id=\"venue\" in the form.</p>", "<p>Write id=\"venue\" in the form.</p>")]
    public async Task Ids_and_what_refers_to_them_are_told_apart_and_words_stay(string html, string expected)
    {
        var helper = new SecondCopyTagHelper(HtmlEncoder.Default) { Of = "now", Name = "now-title", Words = "as & when" };
        var output = new TagHelperOutput("second-copy", [], (_, _) => Task.FromResult(new DefaultTagHelperContent().SetHtmlContent(html)));

        await helper.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "id"), output);

        output.TagName.ShouldBeNull();
        output.Content.GetContent().ShouldBe(expected);
    }
}
