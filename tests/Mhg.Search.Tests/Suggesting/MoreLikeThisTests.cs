using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Suggesting;
using Mhg.Search.Tests.Lucene;
using Mhg.Search.Tests.Searching;

namespace Mhg.Search.Tests.Suggesting;

public sealed class MoreLikeThisTests : IDisposable
{
    private const float Tolerance = 1e-4f;

    private readonly SearchIndex index = Archive.Read(Recorded.FilePath("docs.tsv"));
    private readonly IndexSearcher searcher;

    public MoreLikeThisTests() => searcher = index.Acquire();

    public void Dispose()
    {
        searcher.Dispose();
        index.Dispose();
    }

    [Fact]
    public void What_is_like_a_document_is_what_Lucene_finds_like_it()
    {
        var bodies = File.ReadLines(Recorded.FilePath("docs.tsv")).Select(line => line.Split('\t')).ToDictionary(columns => columns[0], columns => columns[2]);
        var answers = Recorded.Read<RecordedLikeness>("likenesses.jsonl");
        answers.Count(answer => answer.Hits.Count > 0).ShouldBeGreaterThan(10);
        foreach (var answer in answers)
        {
            var query = new MoreLikeThis(searcher) { MaxQueryTerms = 5, BoostByScore = answer.Boost }.Like([new("body", bodies[answer.Id])], except: answer.Id);
            var hits = searcher.Search(query).Hits;
            hits.Count.ShouldBe(answer.Hits.Count, $"{answer.Id}: {query}");
            foreach (var (hit, expected) in hits.Zip(answer.Hits)) hit.Score.ShouldBe(expected.Score, Tolerance, $"{answer.Id}: {query}");
        }
    }

    [Fact]
    public void The_document_itself_is_not_among_those_like_it()
    {
        var more = new MoreLikeThis(searcher) { MinTermFrequency = 1 };
        for (var i = 0; i < 50; i++)
        {
            var found = searcher.Search(more.LikeDocument($"{i}", "title"), new SearchOptions { Top = 300 });
            found.Hits.ShouldAllBe(hit => hit.Id != $"{i}");
        }
        searcher.Search(more.LikeDocument("12", "title")).Total.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Of_many_words_the_most_telling_ones_are_asked_for()
    {
        var more = new MoreLikeThis(searcher) { MaxQueryTerms = 3, BoostByScore = true };
        var query = more.Like([new("body", "health health health policy policy the the of of lobu lobu worker")]).ShouldBeOfType<BooleanQuery>();
        query.Clauses.Count.ShouldBe(2, "one word stands there once, one in too few documents, and two say nothing");
        query.Clauses.ShouldAllBe(clause => clause.Occur == Occur.Should);
        query.Clauses.Select(clause => ((BoostQuery)clause.Query).Factor).Min().ShouldBe(1);
        more.Like([new("body", "lobu lobu")]).ShouldBe(Query.None);
        more.LikeDocument("nobody", "title").ShouldBe(Query.None);
    }

    [Fact]
    public void What_has_too_few_of_the_words_is_not_like_it()
    {
        var few = new MoreLikeThis(searcher) { MinTermFrequency = 1 }.LikeDocument("12", "title");
        var more = new MoreLikeThis(searcher) { MinTermFrequency = 1, MinShare = 0.5 }.LikeDocument("12", "title").ShouldBeOfType<BooleanQuery>();
        more.MinimumShouldMatch.ShouldBe(more.Clauses.Count(clause => clause.Occur == Occur.Should) / 2);
        searcher.Search(more).Total.ShouldBeInRange(1, searcher.Search(few).Total - 1);
    }

    [Fact]
    public void Likeness_is_a_matter_of_stored_words()
    {
        var more = new MoreLikeThis(searcher);
        Should.Throw<ArgumentException>(() => more.Like([new("type", "Workshop")])).Message.ShouldContain("'type'");
        Should.Throw<ArgumentException>(() => more.LikeDocument("1", "body")).Message.ShouldContain("'body'");
    }
}
