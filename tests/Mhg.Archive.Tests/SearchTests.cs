using System.Text.Encodings.Web;
using Mhg.Archive.Indexing;
using Mhg.ContentManagement.Access;

namespace Mhg.Archive.Tests;

public class SearchTests
{
    [Fact]
    public async Task Everybody_finds_what_is_theirs_to_read_and_nothing_else()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("For all", "<p>word</p>", "Public");
        await site.PublishDocumentAsync("For members", "<p>word</p>", "Members");
        await site.PublishDocumentAsync("For reviewers", "<p>word</p>", "Reviewer");
        await site.CatchUpAsync();

        await Finds(Actor.Nobody);
        await Finds(ArchiveSite.Visitor, "For all");
        await Finds(ArchiveSite.Member, "For all", "For members");
        await Finds(ArchiveSite.Reviewer, "For all", "For members", "For reviewers");
        await Finds(ArchiveSite.Editor, "For all", "For members", "For reviewers");

        async Task Finds(Actor reader, params string[] titles)
        {
            var answer = await site.SearchAsync("word", reader);
            answer.Items.Select(found => found.Summary.Title).ShouldBe(titles, ignoreOrder: true);
            answer.Total.ShouldBe(titles.Length);
            Choices(answer, "type").Sum(value => value.Count).ShouldBe(titles.Length);
            (await site.In(reader, scope => Service(scope).SuggestAsync("for", 10, default))).ShouldBe(titles, ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("mig")]
    [InlineData("HEALTH mi")]
    [InlineData("cafe")]
    public async Task A_title_is_suggested_by_any_of_its_words(string typed)
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Migrant health: the café");
        await site.PublishDocumentAsync("Housing");
        await site.CatchUpAsync();
        (await site.In(ArchiveSite.Member, scope => Service(scope).SuggestAsync(typed, 8, default))).ShouldBe(["Migrant health: the café"]);
    }

    [Theory]
    [InlineData("mandatroy testing", "mandatory testing")]
    [InlineData("+testing title:mandatroy", "+testing title:mandatory")]
    [InlineData("\"workplase policies\"", "\"workplace policies\"")]
    // Right as they are, if not as they stand in the text; and what nothing is like.
    [InlineData("tests", null)]
    [InlineData("xylophone", null)]
    // Not without what is asked for besides.
    [InlineData("mandatroy type:workshop", null)]
    public async Task Words_that_were_mistyped_are_corrected(string typed, string? meant)
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Mandatory testing", "<p>Workplace policies</p>");
        await site.CatchUpAsync();
        var corrected = (await site.SearchAsync(typed)).Correction?.Text;
        corrected.ShouldBe(meant);
        // Words of what a reader may not read are not told.
        (await site.SearchAsync(typed, ArchiveSite.Visitor)).Correction.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_meant_is_only_offered_where_it_finds_more()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Mandatory testing");
        await site.CatchUpAsync();
        (await site.SearchAsync("mandatroy", request: new SearchRequest().Toggle(Facet.Type, "Document"))).Correction.ShouldNotBeNull();
        // There is none among campaigns.
        (await site.SearchAsync("mandatroy", request: new SearchRequest().Toggle(Facet.Type, "Campaign"))).Correction.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_like_an_item_is_found_as_far_as_the_reader_may_read_both()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Pensions of migrant workers", "<p>Portability of pensions</p>", "Members");
        await site.PublishDocumentAsync("Pensions that travel", "<p>Workers take their pensions along</p>", "Public");
        await site.PublishDocumentAsync("Pensions behind closed doors", "<p>Workers</p>", "Reviewer");
        await site.PublishDocumentAsync("Testing", "<p>Health checks before departure</p>", "Public");
        await site.CatchUpAsync();

        (await LikeAsync(ArchiveSite.Member)).ShouldBe(["Pensions that travel"]);
        (await LikeAsync(ArchiveSite.Reviewer)).ShouldBe(["Pensions that travel", "Pensions behind closed doors"], ignoreOrder: true);
        (await LikeAsync(ArchiveSite.Visitor)).ShouldBeEmpty();

        Task<string[]> LikeAsync(Actor reader) =>
            site.TitlesAsync("", reader, new SearchRequest { Like = ArchiveSite.IdOf("Pensions of migrant workers") });
    }

    [Fact]
    public async Task Titles_of_what_a_reader_may_not_read_do_not_show_among_the_facets()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishAsync("FocusArea", "Open area", """{ "FocusArea": { "Summary": { "Text": "An area" }, "Status": { "Text": "active" } }, "AudiencePart": { "Readers": { "Values": ["Public"] } } }""");
        await site.PublishAsync("FocusArea", "Closed area", """{ "FocusArea": { "Summary": { "Text": "An area" }, "Status": { "Text": "active" } }, "AudiencePart": { "Readers": { "Values": ["Reviewer"] } } }""");
        await site.PublishDocumentAsync("Report", audience: "Public", more: $$"""
            "FocusAreas": { "ContentItemIds": ["{{ArchiveSite.IdOf("Open area")}}", "{{ArchiveSite.IdOf("Closed area")}}"] }
            """);
        await site.CatchUpAsync();

        Choices(await site.SearchAsync("report", ArchiveSite.Visitor), "focusArea").Select(value => value.Text).ShouldBe(["Open area"]);
        Choices(await site.SearchAsync("report", ArchiveSite.Reviewer), "focusArea").Select(value => value.Text).ShouldBe(["Open area", "Closed area"], ignoreOrder: true);
        // Nor does a search by the name of what is closed tell what belongs to it.
        (await site.TitlesAsync("focusArea:closed", ArchiveSite.Visitor)).ShouldBeEmpty();
        (await site.TitlesAsync("focusArea:closed type:document", ArchiveSite.Reviewer)).ShouldBe(["Report"]);
    }

    [Fact]
    public async Task Facets_count_what_the_query_found_and_offer_a_second_value()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("A", more: In("my") + Dated(2008));
        await site.PublishDocumentAsync("B", more: In("th") + Dated(2008));
        await site.PublishDocumentAsync("C", more: In("th") + Dated(2009));
        await site.CatchUpAsync();

        var malaysia = new SearchRequest().Toggle(Facet.All.Single(facet => facet.Name == "country"), "4country0000000000000000my");
        var answer = await site.SearchAsync("", request: malaysia);
        answer.Total.ShouldBe(1);
        Choices(answer, "country").Select(value => (value.Text, value.Count, value.IsChosen)).ShouldBe([("Thailand", 2, false), ("Malaysia", 1, true)]);
        Choices(answer, "year").Select(value => (value.Text, value.Count)).ShouldBe([("2008", 1)]);

        var both = malaysia.Toggle(Facet.All.Single(facet => facet.Name == "country"), "4country0000000000000000th");
        (await site.SearchAsync("", request: both)).Total.ShouldBe(3);
        (await site.TitlesAsync("", request: both.Toggle(Facet.Year, "2009"))).ShouldBe(["C"]);

        static string In(string country) => $$"""
            "Countries": { "TaxonomyContentItemId": "4countries0000000000000tax", "TermContentItemIds": ["4country0000000000000000{{country}}"] },
            """;
        static string Dated(int year) => $$""" "Date": { "Value": "{{year}}-03-01T00:00:00Z" } """;
    }

    [Theory]
    [InlineData("testing AND (mandatory", "no “)”")]
    [InlineData("\"mandatory testing", "")]
    [InlineData("nosuchfield:testing", "nosuchfield")]
    [InlineData("mandatory testing [", "")]
    [InlineData("testing~~^^", "")]
    public async Task A_query_that_can_not_be_read_is_explained_and_its_words_are_searched_for(string text, string message)
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Mandatory testing", "<p>nosuchfield</p>");
        await site.CatchUpAsync();
        var answer = await site.SearchAsync(text);
        answer.Problem.ShouldNotBeNull().Message.ShouldContain(message);
        answer.Problem.Position.ShouldBeInRange(0, text.Length);
        answer.Items.Select(found => found.Summary.Title).ShouldBe(["Mandatory testing"]);
    }

    [Fact]
    public async Task Where_nothing_has_all_words_what_has_some_of_them_is_shown()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("Remittances");
        await site.PublishDocumentAsync("Remittances and housing");
        await site.CatchUpAsync();

        (await site.SearchAsync("remittances housing")).HasAnyWord.ShouldBeFalse();
        (await site.TitlesAsync("remittances housing")).ShouldBe(["Remittances and housing"]);
        var answer = await site.SearchAsync("remittances unheard");
        answer.HasAnyWord.ShouldBeTrue();
        answer.Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_query_of_ten_thousand_characters_is_refused_and_says_so()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.CatchUpAsync();
        (await site.SearchAsync(new string('a', 10_000))).State.ShouldBe(SearchState.TooLong);
    }

    [Fact]
    public async Task An_extract_runs_nothing_whatever_people_wrote()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("<script>alert(1)</script>", "<p>Health &lt;img src=x onerror=alert(2)&gt; for &quot;all&quot; &lt;/mark&gt; of us.</p>");
        await site.CatchUpAsync();
        var found = (await site.SearchAsync("health onerror")).Items.Single();
        await using var html = new StringWriter();
        found.Summary.Extract.ShouldNotBeNull().WriteTo(html, HtmlEncoder.Default);
        html.ToString().ShouldContain("<mark>Health</mark>");
        html.ToString().Replace("<mark>", "").Replace("</mark>", "").ShouldNotContain("<");
    }

    [Fact]
    public async Task People_search_by_short_names_of_fields()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishAsync("PartnerOrganisation", "Partner", """{ "PartnerOrganisation": { "Acronym": { "Text": "PTR" } }, "AudiencePart": { "Readers": { "Values": ["Public"] } } }""");
        await site.PublishDocumentAsync("Minutes of June", more: $$"""
            "Authors": { "Text": "Ana Reyes" },
            "Date": { "Value": "2008-06-03T00:00:00Z" },
            "Organisations": { "ContentItemIds": ["{{ArchiveSite.IdOf("Partner")}}"] },
            "Language": { "TaxonomyContentItemId": "4languages0000000000000tax", "TermContentItemIds": ["4language000000000000000en"] }
            """);
        await site.CatchUpAsync();
        foreach (var query in (string[])["title:minutes", "Title:Minutes", "author:reyes", "year:2008", "year:[2007 TO 2009]", "date:2008-06", "language:english",
            "type:document title:june", "organisation:partner type:document", "organisation:PTR type:document", "minutes english", "-title:july minutes", "Document.Kind:report"])
            (await site.TitlesAsync(query)).ShouldBe(["Minutes of June"], query);
        foreach (var query in (string[])["year:2009", "author:ana title:july", "organisation:other type:document"])
            (await site.SearchAsync(query)).Items.ShouldNotContain(found => found.Summary.Title == "Minutes of June" && !query.Contains(' '), query);
    }

    [Theory]
    [InlineData("remessas", "As <mark>remessas</mark> são o café dos migrantes.")]
    [InlineData("sao cafe", "As remessas <mark>são</mark> o <mark>café</mark> dos migrantes.")]
    [InlineData("Migrante", "As remessas são o café dos <mark>migrantes</mark>.")]
    [InlineData("ข้ามชาติ", "แรงงาน<mark>ข้ามชาติ</mark>ในประเทศไทย")]
    [InlineData("外劳", "马来西亚的<mark>外劳</mark>")]
    public async Task Words_of_the_region_are_found_and_marked_in_its_scripts_and_with_or_without_accents(string text, string extract)
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("One", "<p>As remessas são o café dos migrantes.</p>");
        await site.PublishDocumentAsync("Two", "<p>แรงงานข้ามชาติในประเทศไทย</p>");
        await site.PublishDocumentAsync("Three", "<p>马来西亚的外劳</p>");
        await site.CatchUpAsync();
        var found = (await site.SearchAsync(text)).Items.ShouldHaveSingleItem();
        await using var html = new StringWriter();
        found.Summary.Extract.ShouldNotBeNull().WriteTo(html, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        html.ToString().ShouldBe(extract);
    }

    [Fact]
    public async Task Results_are_sorted_as_asked_for()
    {
        await using var site = await ArchiveSite.StartAsync();
        await site.PublishDocumentAsync("beta", "<p>word</p>", more: """ "Date": { "Value": "2009-01-01T00:00:00Z" } """);
        await site.PublishDocumentAsync("Alpha word", "<p>word word</p>", more: """ "Date": { "Value": "2007-01-01T00:00:00Z" } """);
        await site.PublishDocumentAsync("Älpler", "<p>word</p>", more: """ "Date": { "Value": "2010-01-01T00:00:00Z" } """);
        await site.CatchUpAsync();
        (await By(SearchSort.Newest)).ShouldBe(["Älpler", "beta", "Alpha word"]);
        (await By(SearchSort.Oldest)).ShouldBe(["Alpha word", "beta", "Älpler"]);
        (await By(SearchSort.Title)).ShouldBe(["Alpha word", "Älpler", "beta"]);
        (await By(SearchSort.Relevance))[0].ShouldBe("Alpha word");

        Task<string[]> By(SearchSort sort) => site.TitlesAsync("word", request: new SearchRequest { Sort = sort });
    }

    [Fact]
    public async Task The_sample_content_can_be_looked_through()
    {
        await using var site = await ArchiveSite.StartAsync("mhg.sample");
        await site.CatchUpAsync();
        var all = await site.SearchAsync("");
        all.Total.ShouldBe(40);
        Choices(all, "type").Single(value => value.Value == "Campaign").Count.ShouldBe(20);
        Choices(all, "focusArea").Count.ShouldBe(4);
        (await site.SearchAsync("", ArchiveSite.Visitor)).Total.ShouldBeLessThan(all.Total);
        (await site.TitlesAsync("\"nationality verification\""))[0].ShouldBe("After nationality verification");
    }

    private static IReadOnlyList<FacetChoice> Choices(SearchAnswer answer, string facet) =>
        answer.Facets.FirstOrDefault(choices => choices.Facet.Name == facet)?.Values ?? [];

    private static ArchiveSearch Service(IServiceProvider services) => (ArchiveSearch)services.GetService(typeof(ArchiveSearch))!;
}
