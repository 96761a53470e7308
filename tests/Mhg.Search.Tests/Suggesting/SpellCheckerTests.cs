using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Suggesting;

namespace Mhg.Search.Tests.Suggesting;

public sealed class SpellCheckerTests : IDisposable
{
    private static readonly IndexSchema Schema = new(
        new TextField("text", Analyzer.English), new TextField("title", Analyzer.English), new KeywordField("type"), new TextField("words", Analyzer.Standard), new KeywordField("audience"));

    private static readonly Query Public = new TermSetQuery("audience", ["public"]);

    private readonly SearchIndex index = new(Schema, TemporaryFolder.New());
    private readonly IndexSearcher searcher;
    private readonly SpellChecker checker;

    public SpellCheckerTests()
    {
        string[] texts =
        [
            "Health of migrants at the border", "Health insurance for migrant workers", "Health policies and their reform", "Training of nurses", "Vaccination campaign",
            "O'Brien on détention", "The border crossing of Mae Sot",
        ];
        for (var i = 0; i < texts.Length; i++) Add($"{i}", texts[i], "public");
        index.Refresh();
        Add("hidden1", "Healtha whistleblower", "secretariat");
        Add("hidden2", "Whistleblower protection vaccinations", "secretariat");
        index.Refresh();
        searcher = index.Acquire();
        checker = new SpellChecker(searcher, new QueryParser(Schema, "text", "title") { Aliases = new Dictionary<string, string> { ["heading"] = "title" } }, "words");

        void Add(string id, string text, string audience) =>
            index.Update(new SearchDocument(id) { { "text", text }, { "title", text }, { "words", text }, { "type", "Report" }, { "audience", audience } });
    }

    public void Dispose()
    {
        searcher.Dispose();
        index.Dispose();
    }

    [Theory]
    [InlineData("helth", "health")]
    [InlineData("haelth", "health")]
    [InlineData("migrent helth", "migrant health")]
    [InlineData("+helth -insurence", "+health -insurence")]
    [InlineData("heading:helth AND (bordre OR type:Reprot)^2", "heading:health AND (border OR type:Reprot)^2")]
    [InlineData("heading:(helth NOT bordre)", "heading:(health NOT bordre)")]
    [InlineData("\"border crosing\"~3", "\"border crossing\"~3")]
    [InlineData("Trianing nurses", "training nurses")]
    [InlineData("detentoin", "détention")]
    [InlineData("helth (", "health (")]
    [InlineData("\"helth", "\"health")]
    public void Words_that_are_nowhere_are_corrected_where_they_stand(string typed, string corrected)
    {
        var correction = checker.Correct(typed, Public).ShouldNotBeNull();
        correction.Text.ShouldBe(corrected);
        foreach (var word in correction.Words) typed.ShouldContain(word.Typed);
    }

    [Theory]
    [InlineData("health")]
    [InlineData("policy", "the stem is found")]
    [InlineData("trainning insurence", "so are these")]
    [InlineData("their", "no stop word is an error")]
    [InlineData("hea", "too short")]
    [InlineData("bealth", "the first letter stays")]
    [InlineData("xylophone", "nothing is like it")]
    [InlineData("helth~", "likeness was asked for")]
    [InlineData("helth*", "a pattern")]
    [InlineData("type:Reprot", "a value")]
    [InlineData("hel\\th", "escaped")]
    [InlineData("covid19", "a number")]
    [InlineData("")]
    [InlineData("AND ((")]
    public void What_is_right_or_meant_as_it_is_is_left_alone(string typed, string because = "nothing was typed wrong") =>
        checker.Correct(typed, Public).ShouldBeNull(because);

    [Fact]
    public void No_word_is_revealed_that_stands_only_where_the_reader_may_not_look()
    {
        checker.Correct("whistelblower", Public).ShouldBeNull();
        checker.Correct("whistelblower", null)!.Text.ShouldBe("whistleblower");
        checker.Correct("healtha", Public)!.Text.ShouldBe("health", "to this reader the word is nowhere");
        checker.Correct("healtha", null).ShouldBeNull("to this one it is somewhere, and the other is not that much commoner");
    }

    [Fact]
    public void Only_what_finds_something_is_suggested()
    {
        checker.Correct("+helth +traning", Public).ShouldBeNull("no document has both");
        checker.Correct("+helth +insuranse", Public)!.Text.ShouldBe("+health +insurance");
    }

    [Fact]
    public void The_corrected_words_are_shown_by_their_places()
    {
        var correction = checker.Correct("the helth of migrants, insuranse", Public)!;
        correction.Words.Select(word => (correction.Text[word.Start..word.End], word.Typed)).ShouldBe([("health", "helth"), ("insurance", "insuranse")]);
    }

    [Fact]
    public void What_is_typed_at_random_is_never_too_much()
    {
        var random = new Random(3);
        const string signs = "helth \"()+-:~*?/\\[]{}^ANDORé\uD83D";
        for (var i = 0; i < 500; i++)
        {
            var typed = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => signs[random.Next(signs.Length)]));
            if (checker.Correct(typed, Public) is { } correction)
                searcher.Search(new QueryParser(Schema, "text", "title").ParseForgiving(correction.Text), new SearchOptions { Filter = Public }).Total.ShouldBeGreaterThan(0, typed);
        }
    }
}
