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

    internal static string[] Show(string query, string text, int count = 3, int maxLength = 300)
    {
        using var index = new SearchIndex(Schema);
        index.Update(new SearchDocument("1") { { "body", text } });
        index.Refresh();
        using var searcher = index.Acquire();
        var passages = new Highlighter(searcher) { MaxPassageLength = maxLength }.Passages(new QueryParser(Schema, "body").Parse(query), "body", text, count);
        return [.. passages.Select(passage => string.Concat(passage.Parts(text).Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text)))];
    }
}
