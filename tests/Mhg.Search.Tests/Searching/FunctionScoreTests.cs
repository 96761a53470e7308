using System.Globalization;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Search.Tests.Searching;

public sealed class FunctionScoreTests : IDisposable
{
    private static readonly IndexSchema Schema = new(new TextField("text", Analyzer.Standard), new DateField("date"), new NumberField("size"));
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly SearchIndex index = new(Schema, TemporaryFolder.New());
    private readonly Dictionary<string, double[]> ages = [];
    private readonly IndexSearcher searcher;

    public FunctionScoreTests()
    {
        var random = new Random(5);
        for (var i = 0; i < 9_000; i++)
        {
            double[] days = random.Next(5) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => (double)random.Next(-100, 5_000))];
            ages.Add($"{i}", days);
            index.Update(new SearchDocument($"{i}")
            {
                { "text", string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"w{(int)Math.Sqrt(random.Next(900))}")) },
                { "date", days.Select(day => Now.AddDays(-day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) },
                { "size", days.Select(day => day.ToString(CultureInfo.InvariantCulture)) },
            });
            if (i is 5_000 or 5_100) index.Refresh();
        }
        index.Refresh();
        searcher = index.Acquire();
    }

    public void Dispose()
    {
        searcher.Dispose();
        index.Dispose();
    }

    [Theory]
    [InlineData(DecayShape.Exponential, 1, 1)]
    [InlineData(DecayShape.Exponential, 0.4, 0.25)]
    [InlineData(DecayShape.Linear, 1, 0.5)]
    [InlineData(DecayShape.Linear, 0.8, 0)]
    public void What_is_old_scores_less_by_the_function_of_its_age(DecayShape shape, double weight, double missing)
    {
        var query = BooleanQuery.Or(new TermQuery("text", "w7"), new TermQuery("text", "w20"), new TermQuery("text", "w29"));
        var plain = searcher.Search(query, new SearchOptions { Top = 9_000 }).Hits;
        foreach (var function in new[] { DecayFunction.ByAge("date", Now, 2 * Year), new DecayFunction("size", 0, 730) })
        {
            var decay = function with { Shape = shape, Weight = weight, Missing = missing };
            var expected = plain.Select(hit => (hit.Id, Score: hit.Score * (float)(1 - weight + weight * Decay(ages[hit.Id])))).ToDictionary(hit => hit.Id, hit => hit.Score);
            var found = searcher.Search(new FunctionScoreQuery(query, decay), new SearchOptions { Top = 9_000 });
            found.Total.ShouldBe(plain.Count);
            foreach (var hit in found.Hits) hit.Score.ShouldBe(expected[hit.Id], 1e-6);
            found.Hits.Select(hit => -hit.Score).ShouldBeInOrder();
        }

        double Decay(double[] days)
        {
            if (days is []) return missing;
            var age = days.Min(Math.Abs) / 730;
            return shape == DecayShape.Exponential ? Math.Pow(2, -age) : Math.Max(0, 1 - age / 2);
        }
    }

    [Fact]
    public void The_best_are_the_same_when_the_rest_is_not_counted()
    {
        var recent = DecayFunction.ByAge("date", Now, Year) with { Missing = 0.2 };
        foreach (Query query in new Query[]
        {
            new FunctionScoreQuery(new TermQuery("text", "w29"), recent),
            new FunctionScoreQuery(BooleanQuery.Or(Enumerable.Range(10, 15).Select(i => new TermQuery("text", $"w{i}"))), recent with { Shape = DecayShape.Linear }),
            BooleanQuery.Or(new FunctionScoreQuery(new TermQuery("text", "w28"), recent), new TermQuery("text", "w4")),
            new BooleanQuery([new(new TermQuery("text", "w12"), Occur.Must), new(new FunctionScoreQuery(new TermQuery("text", "w25"), recent), Occur.Must)]),
            new BooleanQuery([new(new TermQuery("text", "w3"), Occur.Filter), new(new FunctionScoreQuery(Query.All, recent).Boost(3), Occur.Must)]),
        })
        {
            var all = searcher.Search(query, new SearchOptions { Top = 25 });
            var few = searcher.Search(query, new SearchOptions { Top = 25, CountUpTo = 30 });
            few.IsTotalExact.ShouldBeFalse();
            foreach (var (hit, other) in all.Hits.Zip(few.Hits)) other.Score.ShouldBe(hit.Score, 1e-6);
            few.Hits.Count.ShouldBe(all.Hits.Count);
            all.Hits[0].Score.ShouldBeGreaterThan(all.Hits[^1].Score);
        }
    }

    [Fact]
    public void A_function_is_explained()
    {
        var query = new FunctionScoreQuery(new TermQuery("text", "w29"), new DecayFunction("size", 0, 730) { Weight = 0.5 });
        var hit = searcher.Search(query).Hits[0];
        var why = searcher.Explain(query, hit.Id).ToString();
        why.ShouldContain("product of:");
        why.ShouldContain("weight(text:w29");
        why.ShouldContain("  0.5 = weight, share of the score that decays\n");
    }

    [Fact]
    public void What_is_no_function_is_refused()
    {
        Should.Throw<ArgumentException>(() => new DecayFunction("size", 0, 0)).Message.ShouldContain("Scale");
        Should.Throw<ArgumentException>(() => new DecayFunction("size", double.NaN, 1)).Message.ShouldContain("Origin");
        Should.Throw<ArgumentException>(() => new DecayFunction("size", 0, 1) { Weight = 2 }).Message.ShouldContain("Weight");
        Should.Throw<ArgumentException>(() => new DecayFunction("size", 0, 1) { Missing = -1 }).Message.ShouldContain("Missing");
        Should.Throw<ArgumentNullException>(() => new FunctionScoreQuery(Query.All, null!));
        Should.Throw<ArgumentException>(() => searcher.Search(new FunctionScoreQuery(Query.All, new DecayFunction("text", 0, 1)))).Message.ShouldContain("'text'");
    }
}
