using System.Globalization;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Searching;

public sealed class OrderTests(ITestOutputHelper output)
{
    private sealed record Document(string Id, int[] Sizes, string[] Tags, string Words);

    private static readonly IndexSchema Schema = new(new NumberField("size"), new KeywordField("tag"), new TextField("words", Analyzer.Standard));

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Any_order_is_kept_over_many_segments_with_ties_and_missing_values_and_page_by_page(int fixedSeed)
    {
        var seed = fixedSeed == 0 ? Environment.TickCount : fixedSeed;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        var documents = new List<Document>();
        for (var i = 0; i < 400; i++)
        {
            var document = new Document(
                $"{random.Next(300)}", Several(3, () => random.Next(4)), Several(3, () => random.Next(5)).Select(tag => $"t{tag}").ToArray(), $"a {(random.Next(2) == 0 ? "b" : "")} {(random.Next(3) == 0 ? "c c" : "d")}");
            documents.RemoveAll(other => other.Id == document.Id);
            documents.Add(document);
            index.Update(new SearchDocument(document.Id) { { "size", document.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)) }, { "tag", document.Tags }, { "words", document.Words } });
            if (random.Next(15) == 0) index.Refresh();
        }
        index.Refresh();
        using var searcher = index.Acquire();
        var query = BooleanQuery.Or(new TermQuery("words", "a"), new TermQuery("words", "b"), new TermQuery("words", "c"));
        var scores = searcher.Search(query, new SearchOptions { Top = 400 }).Hits.ToDictionary(hit => hit.Id, hit => hit.Score);
        for (var round = 0; round < 40; round++)
        {
            SortField[] sort = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0 ? SortField.ByScore
                : new SortField(random.Next(2) == 0 ? "size" : "tag", random.Next(2) == 0, random.Next(2) == 0))];
            var expected = documents.OrderBy(document => document, Comparer<Document>.Create((x, y) => sort.Select(by => Compare(x, y, by)).FirstOrDefault(order => order != 0)))
                .Select(document => document.Id).ToList();
            var because = $"seed {seed}: {string.Join(", ", sort)}";
            searcher.Search(query, new SearchOptions { Sort = sort, Top = 400 }).Hits.Select(hit => hit.Id).ShouldBe(expected, because);

            var paged = new List<string>();
            SearchHit? last = null;
            while (searcher.Search(query, new SearchOptions { Sort = sort, Top = random.Next(1, 50), After = last }).Hits is [.., var end] page)
            {
                paged.AddRange(page.Select(hit => hit.Id));
                last = end;
            }
            paged.ShouldBe(expected, because);
        }

        int[] Several(int most, Func<int> next) => [.. Enumerable.Range(0, random.Next(most)).Select(_ => next())];

        int Compare(Document x, Document y, SortField by)
        {
            if (by.Field is null) return scores[y.Id].CompareTo(scores[x.Id]);
            IComparable? Value(Document document)
            {
                var values = by.Field == "size" ? document.Sizes.Cast<IComparable>() : document.Tags;
                return by.Descending ? values.Max() : values.Min();
            }
            var (first, second) = (Value(x), Value(y));
            if (first is null || second is null) return (first is null).CompareTo(second is null) * (by.MissingFirst ? -1 : 1);
            return by.Descending ? second.CompareTo(first) : first.CompareTo(second);
        }
    }

    [Fact]
    public void Pages_by_score_follow_one_another_when_the_rest_is_not_counted()
    {
        var random = new Random(4);
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        for (var i = 0; i < 12_000; i++)
        {
            index.Update(new SearchDocument($"{i}") { { "words", string.Join(' ', Enumerable.Range(0, random.Next(1, 15)).Select(_ => $"w{(int)Math.Sqrt(random.Next(400))}")) } });
            if (i % 2_500 == 7) index.Refresh();
        }
        index.Refresh();
        using var searcher = index.Acquire();
        for (var round = 0; round < 20; round++)
        {
            var query = BooleanQuery.Or(Enumerable.Range(0, 5).Select(_ => new TermQuery("words", $"w{random.Next(20)}")));
            var all = searcher.Search(query, new SearchOptions { Top = 200 }).Hits;
            var paged = new List<SearchHit>();
            while (paged.Count < 200) paged.AddRange(searcher.Search(query, new SearchOptions { Top = 20, CountUpTo = 50, After = paged.LastOrDefault() }).Hits);
            paged.Select(hit => hit.Id).ShouldBeUnique();
            foreach (var (hit, expected) in paged.Zip(all)) hit.Score.ShouldBe(expected.Score, 1e-5);
        }
    }
}
