using Mhg.Search.Analysis;
using Mhg.Search.Tests.Lucene;

namespace Mhg.Search.Tests.Analysis;

public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("standard.jsonl")]
    [InlineData("english.jsonl")]
    public void Texts_in_many_scripts_are_cut_as_Lucene_cuts_them(string recorded)
    {
        var analyzer = recorded == "english.jsonl" ? Analyzer.English : Analyzer.Standard;
        var different = new List<string>();
        foreach (var (text, expected) in Recorded.Read<RecordedTokens>(recorded))
        {
            var tokens = string.Join(' ', analyzer.Tokenize(text).Select(t => $"{t.Term}@{t.Position}[{t.Start},{t.End}]"));
            var wanted = string.Join(' ', expected.Select(t => $"{t.T}@{t.P}[{t.S},{t.E}]"));
            if (tokens != wanted) different.Add($"{Show(text)}\n  Lucene {Show(wanted)}\n  here   {Show(tokens)}");
        }
        different.ShouldBeEmpty(string.Join('\n', different));
    }

    [Fact]
    public void Offsets_lead_back_to_the_original_text()
    {
        const string text = "The MIGRANTS’ İstanbul 東京 report";
        foreach (var token in Analyzer.Standard.Tokenize(text))
            text[token.Start..token.End].ToLowerInvariant().Replace("i̇", "i").ShouldBe(token.Term.Replace("istanbul", "İstanbul".ToLowerInvariant()));
    }

    [Fact]
    public void Halves_of_characters_are_no_words_and_do_no_harm()
    {
        Analyzer.Standard.Tokenize("a\uD800 \uDC00b \uD83D").Select(token => token.Term).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_keyword_is_one_term()
    {
        Analyzer.Keyword.Tokenize("Focus Area").ShouldBe([new Token("Focus Area", 0, 0, 10)]);
    }

    private static string Show(string text) => string.Concat(text.Select(c => c is >= ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}"));
}
