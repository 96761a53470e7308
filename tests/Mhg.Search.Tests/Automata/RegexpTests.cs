using System.Diagnostics;
using Mhg.Search.Automata;
using Mhg.Search.Queries;
using Mhg.Search.Tests.Lucene;

namespace Mhg.Search.Tests.Automata;

public sealed class RegexpTests
{
    [Fact]
    public void Regular_expressions_match_what_they_match_in_Lucene()
    {
        var words = File.ReadAllLines(Recorded.FilePath("words.txt"));
        var different = new List<string>();
        foreach (var recorded in Recorded.Read<RecordedRegexp>("regexps.jsonl"))
        {
            string? matches;
            try
            {
                var automaton = Automaton.Regexp(recorded.Pattern);
                matches = string.Concat(words.Select(word => automaton.Matches(word) ? '1' : '0'));
            }
            catch (RegexpSyntaxException)
            {
                matches = null;
            }
            if (matches != recorded.Matches) different.Add($"{recorded.Pattern}\n  Lucene {Named(recorded.Matches)}\n  here   {Named(matches)}");
        }
        different.ShouldBeEmpty(string.Join('\n', different));

        string Named(string? matches) => matches is null ? "refused" : string.Join(' ', words.Where((_, i) => matches[i] == '1'));
    }

    [Fact]
    public void Any_regular_expression_matches_what_a_naive_matcher_finds()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++)
        {
            var expression = RandomRegexp.Next(random, 4);
            var automaton = Automaton.Regexp(expression.Pattern);
            for (var j = 0; j < 20; j++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => "ab019"[random.Next(5)]));
                automaton.Matches(text).ShouldBe(expression.Matches(text), $"seed {seed}: {expression.Pattern} on “{text}”");
            }
        }
    }

    [Theory]
    [InlineData("a)", 1)]
    [InlineData("(a", 0)]
    [InlineData("ab[c", 2)]
    [InlineData("[]", 0)]
    [InlineData("a[z-a]", 2)]
    [InlineData("a{x}", 1)]
    [InlineData("a{2", 1)]
    [InlineData("a{99999999999}", 1)]
    [InlineData("ab\"c", 2)]
    [InlineData("a<b", 1)]
    [InlineData("a<name>", 1)]
    [InlineData("<1-2-3>", 0)]
    [InlineData("<1->", 0)]
    [InlineData("a|", 2)]
    [InlineData("a&", 2)]
    [InlineData("~", 1)]
    [InlineData("a\\", 2)]
    public void A_broken_expression_is_told_with_its_place(string pattern, int position)
    {
        var error = Should.Throw<RegexpSyntaxException>(() => Automaton.Regexp(pattern));
        error.Position.ShouldBe(position, error.Message);
        error.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("((a{100}){100}){100}")]
    [InlineData("(){2000000000}")]
    [InlineData("((#{1000}){1000}){1000}")]
    [InlineData("~((a|b)*a(a|b){30})")]
    [InlineData("((a|b)*a(a|b){30})&((a|b)*b(a|b){30})")]
    [InlineData("~((.?){4000}~((.?){900}))")]
    [InlineData("([^a][^b][^c]){3500}")]
    [InlineData("(~(a{1,40}&(a|b){1,40})){1000}")]
    [InlineData("(a?){9000}(b?){9000}")]
    [InlineData("~([a-z]{0,400}[b-y]{0,400}[c-x]{0,400}[d-w]{0,400}e)")]
    public void A_hostile_expression_is_refused_at_once(string pattern)
    {
        var watch = Stopwatch.StartNew();
        Should.Throw<QueryTooComplexException>(() => Automaton.Regexp(pattern));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("~")]
    [InlineData("a?")]
    [InlineData("a+*?")]
    [InlineData("(a|")]
    [InlineData("[^")]
    [InlineData("a&")]
    [InlineData("(~")]
    public void Groups_and_signs_ten_thousand_deep_do_not_end_the_process(string piece)
    {
        foreach (var pattern in (string[])[string.Concat(Enumerable.Repeat(piece, 10_000)), "a" + new string(piece[^1], 10_000)])
        {
            try
            {
                Automaton.Regexp(pattern).Matches("a");
            }
            catch (Exception error) when (error is RegexpSyntaxException or QueryTooComplexException)
            {
                error.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Fact]
    public void Any_text_at_all_is_read_or_refused_as_an_expression()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] pieces = ["a", "b", "9", "|", "&", "~", "?", "*", "+", "{", "}", "{2}", "{1,3}", ",", "[", "]", "^", "-", ".", "#", "@", "\"", "(", ")", "()", "<", ">", "<1-9>", "\\", "移", "\uD83D\uDE00", "\uD800", " "];
        for (var i = 0; i < 5_000; i++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                Automaton.Regexp(pattern).Matches("ab9");
            }
            catch (RegexpSyntaxException error)
            {
                error.Position.ShouldBeInRange(0, pattern.Length, $"seed {seed}: {pattern}");
            }
            catch (Exception other) when (other is not (ShouldAssertException or QueryTooComplexException))
            {
                Assert.Fail($"seed {seed}: «{pattern}» threw {other}");
            }
        }
    }
}
