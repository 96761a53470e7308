using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Tests.Queries;

public sealed class QueryTests
{
    public static TheoryData<string, Query> Kinds => new()
    {
        { "*:*", Query.All },
        { "health", new TermQuery("body", "health") },
        { "title:health", new TermQuery("title", "health") },
        { "\"migrant health\"", new PhraseQuery("body", "migrant", "health") },
        { "\"migrant health\"~2", new PhraseQuery("body", [new("migrant", 0), new("health", 1)], 2) },
        { "\"rights of women\"", new PhraseQuery("body", [new PhraseTerm("right", 0), new PhraseTerm("women", 2)]) },
        { "heal*", new PrefixQuery("body", "heal") },
        { "h?alth*x", new WildcardQuery("body", "h?alth*x") },
        { "/heal.*/", new RegexpQuery("body", "heal.*") },
        { "health~", new FuzzyQuery("body", "health") },
        { "health~1", new FuzzyQuery("body", "health", 1) },
        { "[a TO z}", new RangeQuery("body", "a", "z", IncludeTo: false) },
        { "{* TO z]", new RangeQuery("body", null, "z", IncludeFrom: false) },
        { "health^2.5", new TermQuery("body", "health").Boost(2.5f) },
        { "a1 b1", BooleanQuery.Or(new TermQuery("body", "a1"), new TermQuery("body", "b1")) },
        { "a1 AND b1", BooleanQuery.And(new TermQuery("body", "a1"), new TermQuery("body", "b1")) },
        { "+a1 -(b1 c1)^2", new BooleanQuery([new(new TermQuery("body", "a1"), Occur.Must), new(BooleanQuery.Or(new TermQuery("body", "b1"), new TermQuery("body", "c1")).Boost(2), Occur.MustNot)]) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_can_be_typed_can_be_built(string typed, Query built)
    {
        var parser = new QueryParser(new IndexSchema(new TextField("title", Analyzer.English), new TextField("body", Analyzer.English)), "body");
        parser.Parse(typed).ToString().ShouldBe(built.ToString());
    }

    [Fact]
    public void Sets_constant_scores_and_the_best_of_several_are_only_built()
    {
        new TermSetQuery("type", ["Report", "Workshop"]).ToString().ShouldBe("type:(Report Workshop)");
        new ConstantScoreQuery(new TermQuery("body", "health")).ToString("body").ShouldBe("ConstantScore(health)");
        new DisjunctionMaxQuery([new TermQuery("title", "health"), new TermQuery("body", "health")], 0.1f).ToString().ShouldBe("(title:health | body:health)~0.1");
        new BooleanQuery([new(Query.All, Occur.Filter), new(new TermQuery("body", "health"), Occur.Should)], 1).ToString().ShouldBe("(#*:* body:health)~1");
    }

    public static TheoryData<string, Func<object>> Mistakes => new()
    {
        { "a term without a field", () => new TermQuery(null!, "a") },
        { "a term without a text", () => new TermQuery("f", null!) },
        { "a field that is taken away", () => new TermQuery("f", "a") with { Field = null! } },
        { "a set without terms", () => new TermSetQuery("f", null!) },
        { "a set with a null", () => new TermSetQuery("f", ["a", null!]) },
        { "a prefix without a text", () => new PrefixQuery("f", null!) },
        { "a wildcard without a pattern", () => new WildcardQuery("f", null!) },
        { "an expression without a pattern", () => new RegexpQuery("f", null!) },
        { "an expression that can't be read", () => new RegexpQuery("f", "(") },
        { "an expression that is made unreadable", () => new RegexpQuery("f", "a") with { Pattern = "(" } },
        { "fewer edits than none", () => new FuzzyQuery("f", "a", -1) },
        { "more edits than two", () => new FuzzyQuery("f", "a", 3) },
        { "a beginning of less than nothing", () => new FuzzyQuery("f", "a", 1, -1) },
        { "a likeness to nothing", () => new FuzzyQuery("f", null!) },
        { "a range without a field", () => new RangeQuery(null!, "a", "b") },
        { "a phrase without a field", () => new PhraseQuery(null!, "a", "b") },
        { "a phrase without terms", () => new PhraseQuery("f", (IReadOnlyList<PhraseTerm>)null!) },
        { "a phrase with a null", () => new PhraseQuery("f", "a", null!) },
        { "a negative slop", () => new PhraseQuery("f", [new("a", 0)], -1) },
        { "a negative position", () => new PhraseQuery("f", [new PhraseTerm("a", -1)]) },
        { "a phrase in disorder", () => new PhraseQuery("f", [new PhraseTerm("a", 1), new PhraseTerm("b", 0)]) },
        { "a boost of nothing", () => new BoostQuery(null!, 1) },
        { "a negative boost", () => Query.All.Boost(-1) },
        { "a boost that is no number", () => Query.All.Boost(float.NaN) },
        { "an endless boost", () => Query.All.Boost(float.PositiveInfinity) },
        { "a constant score of nothing", () => new ConstantScoreQuery(null!) },
        { "the best of nothing", () => new DisjunctionMaxQuery(null!) },
        { "the best of a null", () => new DisjunctionMaxQuery([null!]) },
        { "a share of more than all", () => new DisjunctionMaxQuery([], 2) },
        { "clauses that are missing", () => new BooleanQuery(null!) },
        { "a clause that is null", () => new BooleanQuery([null!]) },
        { "a clause of nothing", () => new BooleanClause(null!, Occur.Must) },
        { "a null among those joined", () => BooleanQuery.And(Query.All, null!) },
        { "fewer matches than none", () => new BooleanQuery([], -1) },
        { "a parser without a schema", () => new QueryParser(null!, "f") },
        { "a parser without fields", () => new QueryParser(new IndexSchema(new KeywordField("f"))) },
        { "a parser without a list of fields", () => new QueryParser(new IndexSchema(new KeywordField("f")), null!) },
        { "a parser of an unknown field", () => new QueryParser(new IndexSchema(new KeywordField("f")), "g") },
        { "a parser with a negative boost", () => new QueryParser(new IndexSchema(new KeywordField("f")), new QueryField("f", -1)) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_no_query_can_be_made_of_is_refused_when_it_is_built(string mistake, Func<object> build) =>
        Should.Throw<ArgumentException>(build, mistake).Message.ShouldNotBeNullOrWhiteSpace();
}
