using Mhg.Search.Analysis;
using Mhg.Search.Facets;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Tests.Searching;

public sealed class SearchTests : IDisposable
{
    private static readonly IndexSchema Schema = new(
        new TextField("title", Analyzer.English) { Stored = true }, new KeywordField("type") { IgnoreCase = true }, new KeywordField("country"),
        new KeywordField("audience"), new NumberField("participants"), new DateField("date"));

    private static readonly SearchOptions Public = new() { Filter = new TermSetQuery("audience", ["public"]), Top = 100 };

    private readonly SearchIndex index = new(Schema, TemporaryFolder.New());
    private readonly IndexSearcher searcher;

    public SearchTests()
    {
        Add("1", "Health of migrants", "Report", ["TH", "LA"], "public", "12", "2023-05-31");
        Add("2", "Migrants at the border", "Report", ["TH"], "public", "27", "2024-01-01");
        index.Refresh();
        Add("3", "Migrant workers' health insurance", "Workshop", ["MM"], "public", "15", "2024-05-01T10:00+07:00");
        Add("4", "Secret health talks", "Workshop", ["KH", "TH"], "members", "8", "2024-12-31");
        Add("5", "Nothing of the kind", "Campaign", [], "public", null, null);
        index.Refresh();
        searcher = index.Acquire();

        void Add(string id, string title, string type, string[] countries, string audience, string? participants, string? date) => index.Update(new SearchDocument(id)
        {
            { "title", title }, { "type", type }, { "country", countries }, { "audience", audience }, { "participants", participants }, { "date", date },
        });
    }

    public void Dispose()
    {
        searcher.Dispose();
        index.Dispose();
    }

    [Fact]
    public void What_the_filter_hides_is_in_no_hit_total_or_facet()
    {
        var found = searcher.Search(new TermQuery("title", "health"), Public with { Facets = [new("type"), new("country")] });
        found.Total.ShouldBe(2);
        found.Hits.Select(hit => hit.Id).ShouldBe(["1", "3"], ignoreOrder: true);
        found.Facets["type"].ShouldBe([new FacetCount("Report", 1), new FacetCount("Workshop", 1)]);
        found.Facets["country"].ShouldBe([new FacetCount("LA", 1), new FacetCount("MM", 1), new FacetCount("TH", 1)]);
    }

    [Fact]
    public void A_filter_does_not_change_scores()
    {
        var query = new TermQuery("title", "health");
        var all = searcher.Search(query).Hits.ToDictionary(hit => hit.Id, hit => hit.Score);
        foreach (var hit in searcher.Search(query, Public).Hits) hit.Score.ShouldBe(all[hit.Id]);
    }

    [Fact]
    public void A_facet_counts_without_its_own_selection_and_with_all_others()
    {
        var found = searcher.Search(Query.All, Public with
        {
            Facets = [new("type"), new("country")],
            Selections = [new("type", ["Report"]), new("country", ["TH", "MM"])],
        });
        found.Hits.Select(hit => hit.Id).ShouldBe(["1", "2"]);
        found.Total.ShouldBe(2);
        found.Facets["type"].ShouldBe([new FacetCount("Report", 2), new FacetCount("Workshop", 1)]);
        found.Facets["country"].ShouldBe([new FacetCount("TH", 2), new FacetCount("LA", 1)]);
    }

    [Fact]
    public void The_commonest_values_come_first_and_no_more_than_asked_for()
    {
        searcher.Search(Query.All, new SearchOptions { Facets = [new("country", 1)] }).Facets["country"].ShouldBe([new FacetCount("TH", 3)]);
    }

    [Fact]
    public void Hits_can_be_sorted_by_columns_with_missing_values_last()
    {
        Ids(new SortField("participants")).ShouldBe(["4", "1", "3", "2", "5"]);
        Ids(new SortField("participants", Descending: true)).ShouldBe(["2", "3", "1", "4", "5"]);
        Ids(new SortField("date", Descending: true)).ShouldBe(["4", "3", "2", "1", "5"]);
        Ids(new SortField("country")).ShouldBe(["4", "1", "3", "2", "5"]);
        Ids(new SortField("type"), new SortField("date", Descending: true)).ShouldBe(["5", "2", "1", "4", "3"]);

        IEnumerable<string> Ids(params SortField[] sort) => searcher.Search(Query.All, new SearchOptions { Sort = sort }).Hits.Select(hit => hit.Id);
    }

    [Fact]
    public void Pages_follow_one_another_whatever_the_order()
    {
        foreach (SortField[] sort in new SortField[][] { [], [new("date", true)], [new("country")], [SortField.ByScore, new("participants")] })
        {
            var query = BooleanQuery.Or(Query.All, new TermQuery("title", "health"));
            var all = searcher.Search(query, new SearchOptions { Sort = sort }).Hits.Select(hit => hit.Id).ToList();
            var paged = new List<string>();
            SearchHit? last = null;
            while (searcher.Search(query, new SearchOptions { Sort = sort, Top = 2, After = last }).Hits is [.., var end] page)
            {
                paged.AddRange(page.Select(hit => hit.Id));
                last = end;
            }
            paged.ShouldBe(all);
            searcher.Search(query, new SearchOptions { Sort = sort, Skip = 2, Top = 2 }).Hits.Select(hit => hit.Id).ShouldBe(all[2..4]);
        }
    }

    [Theory]
    [InlineData("date:2024", "2 3 4")]
    [InlineData("date:2024-05", "3")]
    [InlineData("date:[2023 TO 2024-01-01]", "1 2")]
    [InlineData("date:{2023 TO *]", "2 3 4")]
    [InlineData("date:[* TO 2024}", "1")]
    [InlineData("date:\"2024-05-01T03:00Z\"", "3")]
    [InlineData("participants:27", "2")]
    [InlineData("participants:[12 TO 27}", "1 3")]
    [InlineData("participants:{8 TO *}", "1 2 3")]
    [InlineData("id:4", "4")]
    [InlineData("type:report", "1 2")]
    [InlineData("type:WORKSHOP", "3 4")]
    [InlineData("country:th", "")]
    [InlineData("country:(TH AND KH)", "4")]
    [InlineData("*:* -country:[* TO *]", "5")]
    public void Columns_are_searched_by_value_and_range(string query, string expected)
    {
        var found = searcher.Search(new QueryParser(Schema, "title").Parse(query), new SearchOptions { Sort = [new("id")] });
        string.Join(' ', found.Hits.Select(hit => hit.Id)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("9999-12-31", "9999", "9999-12", "[9998 TO *]", "[* TO 9999]", "[9999-12-31T00:00Z TO 9999-12-31T23:59:59.999Z]")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999", "9999-12-31", "{9999-12-30 TO *}")]
    [InlineData("0001-01-01", "0001", "0001-01", "[* TO 0002]")]
    [InlineData("2024-02-29T23:59:59.999Z", "2024-02-29", "2024-02", "[2024-02 TO 2024-02]", "{2024-02-28 TO 2024-03}")]
    public void Time_has_no_first_or_last_day_that_is_not_found(string date, params string[] found)
    {
        using var dates = new SearchIndex(Schema, TemporaryFolder.New());
        dates.Update(new SearchDocument("1") { { "date", date } });
        dates.Refresh();
        using var searching = dates.Acquire();
        foreach (var query in found) searching.Count(new QueryParser(Schema, "title").Parse($"date:{(query[0] is '[' or '{' ? query : $"\"{query}\"")}")).ShouldBe(1, query);
        searching.Count(new QueryParser(Schema, "title").Parse("date:2023")).ShouldBe(0);
    }

    [Fact]
    public void A_hit_brings_its_stored_fields()
    {
        var hit = searcher.Search(new TermQuery("id", "2")).Hits.ShouldHaveSingleItem();
        hit.Fields["title"].ShouldBe(["Migrants at the border"]);
        hit.Fields.ContainsKey("country").ShouldBeFalse();
    }

    [Fact]
    public void The_best_of_several_queries_can_count_alone()
    {
        var (one, other) = (new TermQuery("title", "health"), new TermQuery("title", "migrant"));
        var scores = new[] { one, other }.Select(query => searcher.Search(query).Hits.Single(hit => hit.Id == "1").Score).ToList();
        searcher.Search(new DisjunctionMaxQuery([one, other])).Hits.Single(hit => hit.Id == "1").Score.ShouldBe(scores.Max());
        searcher.Search(new DisjunctionMaxQuery([one, other], 0.5f)).Hits.Single(hit => hit.Id == "1").Score.ShouldBe(scores.Max() + scores.Min() / 2, 1e-6);
        searcher.Search(new ConstantScoreQuery(one).Boost(3)).Hits.ShouldAllBe(hit => hit.Score == 3);
    }

    [Fact]
    public void An_order_or_facet_that_is_impossible_is_refused()
    {
        Should.Throw<ArgumentException>(() => searcher.Search(Query.All, new SearchOptions { Sort = [new("title")] })).Message.ShouldContain("'title'");
        Should.Throw<ArgumentException>(() => searcher.Search(Query.All, new SearchOptions { Facets = [new("participants")] })).Message.ShouldContain("'participants'");
        Should.Throw<ArgumentException>(() => searcher.Search(Query.All, new SearchOptions { Facets = [new("type"), new("type", 3)] })).Message.ShouldContain("'type' are asked for twice");
        Should.Throw<ArgumentException>(() => searcher.Search(Query.All, new SearchOptions { Selections = [new("type", ["Report"]), new("type", ["Workshop"])] })).Message.ShouldContain("'type' are asked for twice");
    }
}
