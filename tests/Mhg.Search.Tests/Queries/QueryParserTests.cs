using System.Diagnostics;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Tests.Lucene;

namespace Mhg.Search.Tests.Queries;

public sealed class QueryParserTests
{
    private static readonly IndexSchema AnyField = new() { DynamicText = Analyzer.English };

    [Fact]
    public void Queries_are_read_as_Lucene_reads_them()
    {
        var parser = new QueryParser(AnyField, "body");
        var different = new List<string>();
        foreach (var recorded in Recorded.Read<RecordedParse>("parsed.jsonl"))
        {
            var expected = recorded.Error ? "error" : recorded.Parsed;
            string parsed;
            try
            {
                parsed = parser.Parse(recorded.Query).ToString("body");
            }
            catch (QuerySyntaxException)
            {
                parsed = "error";
            }
            if (parsed != expected) different.Add($"{recorded.Query}\n  Lucene {expected}\n  here   {parsed}");
        }
        different.ShouldBeEmpty(string.Join('\n', different));
    }

    private static readonly IndexSchema Schema = new(
        new TextField("title", Analyzer.English), new TextField("body", Analyzer.English), new KeywordField("type"),
        new NumberField("participants"), new DateField("date"));

    private static readonly QueryParser Parser = new(Schema, new QueryField("title", 3), "body")
    {
        Aliases = new Dictionary<string, string> { ["kind"] = "type", ["when"] = "date" },
    };

    [Theory]
    [InlineData("migration AND", 1, 14)]
    [InlineData("(migration health", 1, 1)]
    [InlineData("health)", 1, 7)]
    [InlineData("health\n\"migrant", 2, 1)]
    [InlineData("one\ntwo AND AND three", 2, 9)]
    [InlineData("health year:[2010 2020]", 1, 8)]
    [InlineData("type:[a b]", 1, 9)]
    [InlineData("type:[a TO b", 1, 6)]
    [InlineData("word^x", 1, 6)]
    [InlineData("nosuch:word", 1, 1)]
    [InlineData("date:yesterday", 1, 6)]
    [InlineData("participants:[few TO many]", 1, 14)]
    [InlineData("date:20*", 1, 6)]
    [InlineData("word~1.5", 1, 5)]
    [InlineData("\"migrant health\"~-1", 1, 17)]
    [InlineData("health /pattern", 1, 8)]
    [InlineData("health\n/pat(tern/", 2, 5)]
    [InlineData("/pattern)/", 1, 9)]
    [InlineData("title:/[z-a]/", 1, 9)]
    [InlineData("/<name>/", 1, 2)]
    [InlineData("health /~((a|b)*a(a|b){30})/", 1, 8)]
    [InlineData("date:/20.*/", 1, 6)]
    [InlineData("", 1, 1)]
    public void A_broken_query_is_told_with_its_place(string query, int line, int column)
    {
        var error = Should.Throw<QuerySyntaxException>(() => Parser.Parse(query));
        (error.Line, error.Column).ShouldBe((line, column), error.Message);
        error.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Several_fields_are_searched_with_their_boosts()
    {
        Parser.Parse("migrant health").ToString().ShouldBe("((title:migrant)^3.0 body:migrant) ((title:health)^3.0 body:health)");
        Parser.Parse("\"migrant health\"~2").ToString().ShouldBe("(title:\"migrant health\"~2)^3.0 body:\"migrant health\"~2");
        Parser.Parse("+heal* -\"the\"").ToString().ShouldBe("+(title:heal* body:heal*)");
        Parser.Parse("/heal.*/^2 type:/W.*/").ToString().ShouldBe("(title:/heal.*/ body:/heal.*/)^2.0 type:/W.*/");
    }

    [Fact]
    public void A_field_has_other_names_too()
    {
        Parser.Parse("kind:Workshop when:2024-05").ToString().ShouldBe("type:Workshop date:2024-05");
    }

    [Fact]
    public void And_can_be_the_operator_between_words()
    {
        var parser = new QueryParser(Schema, "body") { DefaultOperator = QueryOperator.And };
        parser.Parse("migrant health").ToString("body").ShouldBe("+migrant +health");
        parser.Parse("migrant OR health").ToString("body").ShouldBe("migrant health");
        parser.Parse("migrant -health").ToString("body").ShouldBe("+migrant -health");
    }

    [Fact]
    public void Too_many_words_are_refused_with_a_clear_message()
    {
        var error = Should.Throw<QuerySyntaxException>(() => Parser.Parse(string.Join(' ', Enumerable.Range(0, 1025).Select(i => $"word{i}"))));
        error.Message.ShouldContain("too many words");
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(string.Join(" OR ", Enumerable.Range(0, 1025).Select(i => $"word{i}"))));
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(string.Join('-', Enumerable.Range(0, 1025).Select(i => $"word{i}"))));
        Should.Throw<QuerySyntaxException>(() => Parser.Parse($"\"{string.Join(' ', Enumerable.Range(0, 1025).Select(i => $"word{i}"))}\""));
    }

    [Fact]
    public void Too_many_patterns_are_refused_with_a_clear_message()
    {
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(string.Join(' ', Enumerable.Range(0, 65).Select(i => $"w{i}*")))).Message.ShouldContain("too many words with *");
    }

    [Theory]
    [InlineData("health /.*a.{20}/", 8)]
    [InlineData("health *a????????????????????", 8)]
    [InlineData("title:/(.?){4000}/", 7)]
    [InlineData("/~((a|b)*a(a|b){30})/", 1)]
    public void A_pattern_that_asks_for_too_much_is_refused_before_it_is_run(string query, int column)
    {
        var watch = Stopwatch.StartNew();
        var error = Should.Throw<QuerySyntaxException>(() => Parser.Parse(query));
        error.Message.ShouldContain("too complex");
        error.Column.ShouldBe(column);
        Parser.ParseForgiving(query).ShouldNotBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_word_or_a_beginning_of_ten_thousand_characters_can_not_be_likened()
    {
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(new string('a', 10_000) + "~")).Message.ShouldContain("too complex");
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(new string('a', 10_000) + "*")).Message.ShouldContain("too complex");
        Parser.Parse(new string('a', 255) + "~").ShouldNotBeNull();
    }

    [Fact]
    public void Groups_a_thousand_deep_do_not_end_the_process()
    {
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(new string('(', 5000) + "a" + new string(')', 5000))).Message.ShouldContain("groups");
        Should.Throw<QuerySyntaxException>(() => Parser.Parse(new string('(', 10_000)));
    }

    [Fact]
    public void A_query_of_ten_thousand_characters_is_read_or_refused_at_once()
    {
        foreach (var query in new[] { new string('a', 10_000), new string('*', 10_000), new string('~', 10_000), new string('"', 10_000), new string('\\', 10_000), string.Concat(Enumerable.Repeat("a* ", 3_333)), string.Concat(Enumerable.Repeat("-a ", 900)) })
        {
            try
            {
                Parser.Parse(query).ToString().ShouldNotBeNull();
            }
            catch (QuerySyntaxException error)
            {
                error.Message.ShouldNotBeNullOrWhiteSpace();
            }
            Parser.ParseForgiving(query).ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("migration AND (health", "((title:migrat)^3.0 body:migrat) ((title:health)^3.0 body:health)")]
    [InlineData("http://example.org/report", "((title:http)^3.0 body:http) ((title:example.org)^3.0 body:example.org) ((title:report)^3.0 body:report)")]
    [InlineData("\"", "")]
    [InlineData("/(health/", "((title:health)^3.0 body:health)")]
    [InlineData("unknown:word", "((title:unknown:word)^3.0 body:unknown:word)")]
    public void What_can_not_be_read_is_searched_for_its_words(string query, string expected)
    {
        Flat(Parser.ParseForgiving(query)).ShouldBe(Flat(expected));

        static string Flat(object text) => text.ToString()!.Replace("(", "").Replace(")", "");
    }

    [Fact]
    public void Any_text_at_all_is_read_or_refused_and_forgiven()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] pieces = ["a", "the", "AND", "OR", "NOT", "&&", "||", "+", "-", "!", "(", ")", "[", "]", "{", "}", "TO", "\"", "~", "~1", "^", "^2", "*", "?", ":", "title:", "date:", "type:", "\\", "\\u12", "/", "/a.b/", "/(a|", "{2}", "[a", "@", "&", "#", "<1-", "<1-9>", " ", " ", " ", "\n", "é", "移", "\uD83D\uDE00", "\uD800", "1", ".", "2024"];
        for (var i = 0; i < 5_000; i++)
        {
            var query = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                Parser.Parse(query).ToString().ShouldNotBeNull();
            }
            catch (QuerySyntaxException error)
            {
                error.Position.ShouldBeInRange(0, query.Length, $"seed {seed}: {query}");
            }
            catch (Exception other) when (other is not ShouldAssertException)
            {
                Assert.Fail($"seed {seed}: «{query}» threw {other}");
            }
            Parser.ParseForgiving(query).ShouldNotBeNull();
        }
    }

    [Fact]
    public void An_escaped_text_is_searched_for_as_it_is()
    {
        const string text = "a+b (c) [d] \"e\" f:g ~h^2 *?\\/ && || !";
        new QueryParser(new IndexSchema(new KeywordField("k")), "k").Parse(QueryParser.Escape(text).Replace(" ", "\\ ")).ShouldBe(new TermQuery("k", text));
    }
}
