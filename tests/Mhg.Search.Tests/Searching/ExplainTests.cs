using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Tests.Indexing;
using Mhg.Search.Tests.Lucene;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Searching;

public sealed class ExplainTests(ITestOutputHelper output)
{
    private const float Tolerance = 1e-4f;

    private static readonly IndexSchema Schema = new(
        new TextField("text", Analyzer.Standard), new KeywordField("tag"), new NumberField("size"), new DateField("date"));

    [Fact]
    public void A_score_is_explained_part_by_part_as_Lucene_explains_it()
    {
        using var index = Archive.Read(Recorded.FilePath("docs.tsv"));
        using var searcher = index.Acquire();
        var differences = new List<string>();
        foreach (var recorded in Recorded.Read<RecordedExplanation>("explained.jsonl"))
        {
            var why = searcher.Explain(Archive.Parser.Parse(recorded.Query), recorded.Id);
            if (Difference(Comparable(why), Comparable(recorded.Why)) is { } difference) differences.Add($"{recorded.Query} in {recorded.Id}: {difference}\n{why}");
        }
        string.Join('\n', differences).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(37)]
    public void The_explained_value_is_the_score_of_each_hit_of_the_recorded_archive(int refreshEvery)
    {
        using var index = Archive.Read(Recorded.FilePath("docs.tsv"), refreshEvery);
        using var searcher = index.Acquire();
        foreach (var recorded in Recorded.Read<RecordedSearch>("found.jsonl"))
        {
            var query = Archive.Parser.Parse(recorded.Query);
            foreach (var hit in searcher.Search(query).Hits)
            {
                var why = searcher.Explain(query, hit.Id);
                why.IsMatch.ShouldBeTrue(recorded.Query);
                why.Value.ShouldBe(hit.Score, recorded.Query);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Any_query_is_explained_for_what_it_finds_and_for_what_it_does_not(int fixedSeed)
    {
        var seed = fixedSeed == 0 ? Environment.TickCount : fixedSeed;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        for (var i = 0; i < 200; i++)
        {
            index.Update(Model.Random(random).Document($"{random.Next(150)}"));
            if (random.Next(40) == 0) index.Refresh();
        }
        index.Refresh();
        using var searcher = index.Acquire();
        var ids = searcher.Search(Query.All, new SearchOptions { Top = 150 }).Hits.Select(hit => hit.Id).ToList();
        for (var i = 0; i < 300; i++)
        {
            var query = Model.RandomQuery(random, 3).Query;
            if (random.Next(3) == 0) query = BooleanQuery.Or(query, Model.RandomQuery(random, 1).Query.Boost(random.Next(4)), Model.RandomQuery(random, 1).Query);
            if (random.Next(4) == 0) query = new FunctionScoreQuery(query, new DecayFunction("size", 5, 2) { Weight = 0.7, Missing = 0.3 });
            if (random.Next(4) == 0) query = new DisjunctionMaxQuery([query, Model.RandomQuery(random, 1).Query], random.Next(2) / 2f);
            var scores = searcher.Search(query, new SearchOptions { Top = 150 }).Hits.ToDictionary(hit => hit.Id, hit => hit.Score);
            foreach (var id in ids.Where(_ => random.Next(10) == 0))
            {
                var why = searcher.Explain(query, id);
                why.IsMatch.ShouldBe(scores.ContainsKey(id), $"seed {seed}: {query} in {id}\n{why}");
                why.Value.ShouldBe(scores.GetValueOrDefault(id), $"seed {seed}: {query} in {id}\n{why}");
                if (why.IsMatch) Sum(why).ShouldBe(why.Value, 1e-5 * Math.Max(1, why.Value), $"seed {seed}: {query} in {id}\n{why}");
            }
        }
    }

    [Fact]
    public void A_keyword_scores_the_same_whether_it_leads_a_search_or_follows()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        for (var i = 0; i < 6_000; i++) index.Update(new SearchDocument($"{i}") { { "text", i % 500 == 7 ? "rare" : "common" }, { "tag", "x" } });
        index.Refresh();
        using var searcher = index.Acquire();
        var alone = searcher.Search(new TermQuery("tag", "x")).Hits[0].Score;
        var both = BooleanQuery.And(new TermQuery("text", "rare").Boost(0), new TermQuery("tag", "x"));
        var hits = searcher.Search(both).Hits;
        hits.Count.ShouldBe(10);
        hits.ShouldAllBe(hit => hit.Score == alone);
        searcher.Explain(both, hits[0].Id).Value.ShouldBe(alone);
    }

    [Fact]
    public void A_document_that_is_not_there_is_not_explained()
    {
        using var index = Archive.Read(Recorded.FilePath("docs.tsv"));
        using var searcher = index.Acquire();
        var why = searcher.Explain(Query.All, "nobody");
        why.IsMatch.ShouldBeFalse();
        why.ToString().ShouldBe("0 = There is no document 'nobody'.\n");
    }

    [Fact]
    public void An_explanation_reads_from_the_whole_to_its_parts()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "text", "health of migrants" }, { "tag", "x" } });
        index.Refresh();
        using var searcher = index.Acquire();
        searcher.Explain(new BooleanQuery([new(new TermQuery("text", "health").Boost(2), Occur.Must), new(new TermSetQuery("tag", ["x"]), Occur.Should)]), "1").ToString().ShouldBe("""
            1.2615292 = sum of:
              0.26152915 = weight(text:health in 0) [BM25Similarity], result of:
                0.26152915 = score(freq=1.0), computed as boost * idf * tf from:
                  2 = boost
                  0.2876821 = idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:
                    1 = n, number of documents containing term
                    1 = N, total number of documents with field
                  0.45454544 = tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:
                    1 = freq, occurrences of term within document
                    1.2 = k1, term saturation parameter
                    0.75 = b, length normalization parameter
                    3 = dl, length of field
                    3 = avgdl, average length of field
              1 = tag:(x)

            """.ReplaceLineEndings("\n"));
    }

    /// <summary>What the parts of an explanation come to, worked out from the words that say how.</summary>
    private static double Sum(Explanation part)
    {
        double[] details = [.. part.Details.Select(Sum)];
        return part.Description switch
        {
            "sum of:" => details.Sum(),
            "max of:" => details.Max(),
            "max plus 0.5 times others of:" => details.Max() + (details.Sum() - details.Max()) / 2,
            ['w', 'e', 'i', 'g', 'h', 't', ..] when details.Length > 0 => details.Aggregate(1.0, (product, each) => product * each),
            ['s', 'c', 'o', 'r', 'e', '(', ..] => details.Aggregate(1.0, (product, each) => product * each),
            _ => part.Value,
        };
    }

    private static string? Difference(RecordedPart why, RecordedPart recorded)
    {
        if (why.IsMatch != recorded.IsMatch || why.Description != recorded.Description) return $"“{why.Description}” in place of “{recorded.Description}”";
        if (Math.Abs(why.Value - recorded.Value) > Tolerance) return $"{why.Value} in place of {recorded.Value} for “{why.Description}”";
        if (why.Details.Count != recorded.Details.Count) return $"{why.Details.Count} parts in place of {recorded.Details.Count} of “{why.Description}”";
        return why.Details.Zip(recorded.Details).Select(pair => Difference(pair.First, pair.Second)).FirstOrDefault(difference => difference is not null);
    }

    private static RecordedPart Comparable(Explanation part) => Comparable(AsRecorded(part));

    private static RecordedPart AsRecorded(Explanation part) => new(part.IsMatch, part.Value, part.Description, [.. part.Details.Select(AsRecorded)]);

    // Lucene rewrites queries otherwise: sums within sums are one sum, of one part it is that part, the order is another. Of what
    // does not match the two say the same, but not of which rewritten form.
    private static RecordedPart Comparable(RecordedPart part)
    {
        if (!part.IsMatch) return new(false, 0, part.Description.Split('(')[0], []);
        RecordedPart[] details = [.. part.Details.Select(Comparable)];
        if (part.Description != "sum of:") return part with { Details = details };
        details = [.. details.SelectMany(detail => detail.Description == "sum of:" ? detail.Details : [detail]).OrderBy(detail => detail.Description, StringComparer.Ordinal)];
        return details is [var only] ? only : part with { Details = details };
    }
}
