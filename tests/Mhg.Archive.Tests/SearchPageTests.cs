using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Mhg.Archive.Indexing;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Tests;

public class SearchPageTests
{
    [Fact]
    public async Task The_page_shows_what_was_found_and_links_to_it()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Portability of pensions", "<p>Social protection follows the worker.</p>", "Public");
        var html = await (await site.ServeAsync()).GetStringAsync("/search?q=worker");
        html.ShouldContain("<strong>1 result</strong>");
        html.ShouldContain("href=\"/documents/portability-of-pensions\"");
        html.ShouldContain("Social protection follows the <mark>worker</mark>.");
    }

    [Fact]
    public async Task Facets_lead_to_addresses_that_keep_the_rest_of_the_search()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Minutes", "<p>word</p>", "Public");
        var html = await (await site.ServeAsync()).GetStringAsync("/search?q=word&sort=title");
        html.ShouldContain("href=\"/search?q=word&amp;type=Document&amp;sort=title\"");
        html = await (await site.ServeAsync()).GetStringAsync("/search?q=word&type=Document&sort=title");
        html.ShouldContain("href=\"/search?q=word&amp;sort=title\"");
    }

    [Fact]
    public async Task Nothing_that_was_typed_or_written_becomes_markup()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("<script>alert(1)</script> worker", "<p>worker &lt;script&gt;alert(2)&lt;/script&gt;</p>", "Public");
        var client = await site.ServeAsync();
        foreach (var query in (string[])["worker", "<script>alert(3)</script>", "\"><script>alert(4)</script>", "worker AND (<script>alert(5)</script>"])
        {
            var html = await client.GetStringAsync("/search?q=" + Uri.EscapeDataString(query));
            html.ShouldNotContain("<script>alert", Case.Insensitive, query);
        }
    }

    [Fact]
    public async Task A_mistyped_word_leads_to_the_search_that_was_meant()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Mandatory testing", audience: "Public");
        var client = await site.ServeAsync();
        var html = await client.GetStringAsync("/search?q=mandatroy+testing&type=Document");
        html.ShouldContain("href=\"/search?q=mandatory%20testing&amp;type=Document\"");
        html.ShouldContain("<em>mandatory</em> testing</a>?");
        html = await client.GetStringAsync("/search?q=" + Uri.EscapeDataString("mandatroy \"<testing>\""));
        html.ShouldContain("<em>mandatory</em> &quot;&lt;testing&gt;&quot;</a>?");
        (await client.GetFromJsonAsync<JsonObject>("/api/search?q=mandatroy+testing"))!["didYouMean"]!.GetValue<string>().ShouldBe("mandatory testing");
    }

    [Fact]
    public async Task A_document_leads_to_what_is_like_it()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Pensions of migrant workers", audience: "Public");
        await site.PublishDocumentAsync("Pensions that travel", audience: "Public");
        var html = await (await site.ServeAsync()).GetStringAsync("/search?like=" + ArchiveSite.IdOf("Pensions of migrant workers"));
        html.ShouldContain("<strong>1 result</strong>");
        html.ShouldContain("like <a href=\"/documents/pensions-of-migrant-workers\">Pensions of migrant workers</a>");
        html.ShouldContain("href=\"/documents/pensions-that-travel\"");
        // The address keeps what it is like.
        html.ShouldContain($"href=\"/search?like={ArchiveSite.IdOf("Pensions of migrant workers")}&amp;type=Document\"");
    }

    [Fact]
    public async Task A_query_that_can_not_be_read_is_explained_with_its_place()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Mandatory testing", audience: "Public");
        var html = await (await site.ServeAsync()).GetStringAsync("/search?q=" + Uri.EscapeDataString("testing (mandatory"));
        html.ShouldContain("testing <mark>(</mark>mandatory");
        html.ShouldContain("<strong>1 result</strong>");
        // A character of two units is marked whole.
        html = await (await site.ServeAsync()).GetStringAsync("/search?q=" + Uri.EscapeDataString("testing 😀:mandatory"));
        html.ShouldContain("testing <mark>&#x1F600;</mark>:mandatory");
    }

    [Fact]
    public async Task The_box_keeps_all_that_was_typed()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Mandatory testing", audience: "Public");
        // Long, and with a character of two units where a heading is cut.
        var typed = "title:mandatory OR " + new string('a', 180) + "😀 OR title:testing";
        var html = await (await site.ServeAsync()).GetStringAsync("/search?q=" + Uri.EscapeDataString(typed));
        html.ShouldContain($"value=\"{HtmlEncoder.Default.Encode(typed)}\"");
        html.ShouldContain($"aaa{HtmlEncoder.Default.Encode("…")}</q>");
        html.ShouldNotContain("\uFFFD");
        html.ShouldNotContain("&#xFFFD;");
        html.ShouldContain("<strong>1 result</strong>");
    }

    [Theory]
    [InlineData("/search?q=")]
    [InlineData("/api/search?q=")]
    public async Task Ten_thousand_characters_end_in_a_clear_message(string address)
    {
        await using var site = await ArchiveSite.StartAsync();
        var answer = await (await site.ServeAsync()).GetAsync(address + new string('a', 10_000));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("has 10000 characters");
        text.Length.ShouldBeLessThan(30_000);
    }

    [Fact]
    public async Task A_page_past_the_end_leads_to_the_last_one()
    {
        await using var site = await ArchiveSite.StartAsync();
        for (var i = 0; i < 21; i++)
            await site.PublishDocumentAsync($"Document {i:d2}", audience: "Public");
        var answer = await (await site.ServeAsync()).GetAsync("/search?page=2147483647");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/search?page=2");
    }

    [Fact]
    public async Task Programs_get_the_same_answer_with_the_same_rights()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("For all", "<p>a word & more</p>", "Public", """ "Date": { "Value": "2008-06-03T00:00:00Z" } """);
        await site.PublishDocumentAsync("For members", "<p>word</p>", "Members");

        var visitor = (await (await site.ServeAsync()).GetFromJsonAsync<JsonObject>("/api/search?q=word"))!;
        visitor["total"]!.GetValue<int>().ShouldBe(1);
        var item = visitor["items"]![0]!;
        item["title"]!.GetValue<string>().ShouldBe("For all");
        item["url"]!.GetValue<string>().ShouldBe("/documents/for-all");
        item["date"]!.GetValue<string>().ShouldBe("2008-06-03");
        item["extract"]!.GetValue<string>().ShouldBe("a <mark>word</mark> &amp; more");
        visitor["facets"]!.AsArray().Single(facet => (string?)facet!["name"] == "year")!["values"]![0]!["value"]!.GetValue<string>().ShouldBe("2008");

        (await (await site.ServeAsync("member")).GetFromJsonAsync<JsonObject>("/api/search?q=word"))!["total"]!.GetValue<int>().ShouldBe(2);
        (await (await site.ServeAsync()).GetFromJsonAsync<string[]>("/api/search/suggest?q=for")).ShouldBe(["For all"]);
    }

    [Fact]
    public async Task While_the_index_is_being_built_nobody_is_told_how_many_items_there_are()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("For members", audience: "Members");
        var client = await site.ServeAsync(indexing: false);
        var pages = new Pages(client);
        await site.In(Actor.Site, scope => scope.GetRequiredService<ArchiveIndexer>().RebuildAsync(pages, default));
        pages.Seen.Count.ShouldBe(2);
        pages.Seen[0].ShouldContain("0 % is done");
        pages.Seen[1].ShouldContain("100 % is done");
        pages.Seen.ShouldAllBe(html => !html.Contains("of 1"));
    }

    /// <summary>What a visitor sees whenever there is progress.</summary>
    private sealed class Pages(HttpClient client) : IProgress<IndexProgress>
    {
        public List<string> Seen { get; } = [];

        public void Report(IndexProgress value) =>
            Seen.Add(Task.Run(async () => await (await client.GetAsync("/search")).Content.ReadAsStringAsync()).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task With_the_feature_off_there_is_no_search()
    {
        await using var site = await ArchiveSite.StartAsync();
        var client = await site.ServeAsync();
        (await client.GetAsync("/search")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await site.In(Actor.Site, scope => scope.GetRequiredService<FeatureSwitch>().SetAsync("Mhg.Archive", false, default));
        foreach (var address in (string[])["/search", "/api/search", "/api/search/suggest", "/documents"])
            (await client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
    }

    [Fact]
    public async Task The_list_of_documents_has_the_newest_first_and_can_be_narrowed()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Older", audience: "Public", more: """ "Date": { "Value": "2007-01-01T00:00:00Z" } """);
        await site.PublishDocumentAsync("Newer", audience: "Public", more: """ "Date": { "Value": "2009-01-01T00:00:00Z" } """);
        await site.PublishDocumentAsync("Closed", audience: "Members");
        var client = await site.ServeAsync();
        var html = await client.GetStringAsync("/documents");
        html.IndexOf("Newer", StringComparison.Ordinal).ShouldBeInRange(0, html.IndexOf("Older", StringComparison.Ordinal));
        html.ShouldNotContain("Closed");
        (await client.GetStringAsync("/documents?kind=news")).ShouldContain("No document fits these filters");
    }
}
