using Mhg.Search.Analysis;
using Mhg.Search.Highlighting;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;

namespace Mhg.Search.Tests.Highlighting;

public sealed class HighlighterTests
{
    private static readonly IndexSchema Schema = new(new TextField("body", Analyzer.English));

    [Fact]
    public void The_sentence_with_the_words_is_shown_and_they_are_marked()
    {
        Show("nurses border", "Nothing here. Nurses cross the border. Later they return.")
            .ShouldBe(["[Nurses] cross the [border]."]);
    }

    [Fact]
    public void A_phrase_is_only_marked_where_it_stands_as_a_phrase()
    {
        Show("\"migrant health\"", "Health of a migrant. The migrants' health matters.")
            .ShouldBe(["The [migrants]' [health] matters."]);
    }

    [Fact]
    public void A_text_without_the_words_shows_its_beginning()
    {
        Show("nurses", "First sentence. Second sentence.").ShouldBe(["First sentence."]);
    }

    [Fact]
    public void The_best_sentences_are_chosen_and_shown_in_the_order_of_the_text()
    {
        Show("nurses clinics border", "Nurses rest. Nothing at all. Clinics and nurses at the border. The border is long and winding and nobody knows where it ends.", count: 2)
            .ShouldBe(["[Nurses] rest.", "[Clinics] and [nurses] at the [border]."]);
    }

    [Theory]
    [InlineData("nurs*", "A nurse, nursing.", "A [nurse], [nursing].")]
    [InlineData("n?rs", "The nurses.", "The [nurses].")]
    [InlineData("nurz~1", "The nurse.", "The [nurse].")]
    [InlineData("+nurse -doctor", "A nurse but no doctor.", "A [nurse] but no doctor.")]
    [InlineData("\"nurse border\"~2", "A nurse crosses the border.", "A [nurse] crosses the [border].")]
    [InlineData("*:* nurse", "A nurse.", "A [nurse].")]
    [InlineData("health", "Health‑care: HEALTH’S health.", "[Health]‑care: [HEALTH’S] [health].")]
    public void Every_kind_of_query_marks_what_it_finds(string query, string text, string expected)
    {
        Show(query, text).ShouldBe([expected]);
    }

    [Fact]
    public void Sentences_end_where_readers_see_them_end()
    {
        Show("nurse", "Dr. J. Smith of the U.S. met a nurse (in 3.5 hours!). Then he left.").ShouldBe(["Dr. J. Smith of the U.S. met a [nurse] (in 3.5 hours!)."]);
        Show("nurse", "A heading\nThe nurse came? “Yes.” She did.").ShouldBe(["The [nurse] came?"]);
        Show("移", "第一句。移民与健康。第三句。").ShouldBe(["[移]民与健康。"]);
    }

    [Fact]
    public void A_long_sentence_is_cut_between_words()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 50)) + " nurse " + string.Join(' ', Enumerable.Repeat("more", 50));
        var passage = Show("nurse", text, maxLength: 60).ShouldHaveSingleItem();
        passage.Length.ShouldBeLessThanOrEqualTo(62);
        passage.Split(' ').ShouldAllBe(word => word == "word" || word == "[nurse]" || word == "more");
    }

    [Fact]
    public void No_character_is_ever_cut()
    {
        // Families of four joined emoji, flags, letters with accents, and ends of sentences and spaces with marks of their own.
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] characters = ["👨‍👩‍👧‍👦", "🇹🇭", "e\u0301", "ก็", "移", "\U0002000B", "a", "👍🏽", "กำ", "。", "。\uFE00", "!\u0301", " ", " \u0301", ".", "\r\n", "”\uFE0F"];
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 80).Select(_ => characters[random.Next(characters.Length)]));
            var whole = System.Globalization.StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
            foreach (var range in Sentences.Split(text, random.Next(1, 30)))
            {
                whole.ShouldContain(range.Start, $"seed {seed}");
                whole.ShouldContain(range.End, $"seed {seed}");
                range.End.ShouldBeGreaterThan(range.Start);
            }
        }
    }

    [Fact]
    public void Passages_hold_all_of_any_text_and_their_matches()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] pieces = ["nurse", "nurses", "border", " ", " ", " ", ". ", ".", "\n", "A", "b", "…", "!", "移", "。", "👍🏽", "\uD83D", "\"", "  "];
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        using var searcher = index.Acquire();
        var highlighter = new Highlighter(searcher) { MaxPassageLength = 20 };
        var query = new QueryParser(Schema, "body").Parse("nurse \"nurse border\" b*");
        for (var round = 0; round < 1_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var end = 0;
            foreach (var passage in highlighter.Passages(query, "body", text))
            {
                passage.Range.Start.ShouldBeGreaterThanOrEqualTo(end, $"seed {seed}: {text}");
                end = passage.Range.End;
                string.Concat(passage.Parts(text).Select(part => part.Text)).ShouldBe(text[passage.Range.Start..passage.Range.End], $"seed {seed}: {text}");
                passage.Matches.ShouldAllBe(match => match.Start >= passage.Range.Start && match.End <= passage.Range.End && match.End > match.Start);
            }
            string.Concat(highlighter.Whole(query, "body", text).Parts(text).Select(part => part.Text)).ShouldBe(text);
        }
    }

    [Fact]
    public void A_text_without_any_sentence_shows_nothing()
    {
        Show("nurse", "").ShouldBeEmpty();
        Show("nurse", " \n ").ShouldBeEmpty();
    }

    private static string[] Show(string query, string text, int count = 3, int maxLength = 300)
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "body", text } });
        index.Refresh();
        using var searcher = index.Acquire();
        var passages = new Highlighter(searcher) { MaxPassageLength = maxLength }.Passages(new QueryParser(Schema, "body").Parse(query), "body", text, count);
        return [.. passages.Select(passage => string.Concat(passage.Parts(text).Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text)))];
    }
}
