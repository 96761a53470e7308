using System.Text;
using Mhg.Search.Automata;
using Mhg.Search.Queries;

namespace Mhg.Search.Tests.Automata;

public sealed class AutomatonTests
{
    // Letters of one to four bytes in UTF-8, so that nothing is decided by one unit.
    private static readonly string[] Letters = ["a", "b", "c", "é", "移", "😀"];

    private readonly int seed = Environment.TickCount;
    private readonly Random random;

    public AutomatonTests() => random = new Random(seed);

    [Fact]
    public void A_wildcard_matches_what_it_stands_for()
    {
        for (var i = 0; i < 3_000; i++)
        {
            var pattern = Text(["?", "*", "\\?", "\\*", "\\a", .. Letters], 8);
            var automaton = Automaton.Wildcard(pattern);
            for (var j = 0; j < 20; j++)
            {
                var term = Text([.. Letters, "?", "*"], 8);
                automaton.Matches(term).ShouldBe(Fits(pattern, term), $"seed {seed}: {pattern} {term}");
            }
        }

        static bool Fits(string pattern, string term)
        {
            if (pattern is "") return term is "";
            if (pattern[0] == '*') return Fits(pattern[1..], term) || term is not "" && Fits(pattern, term[First(term)..]);
            if (pattern[0] == '?') return term is not "" && Fits(pattern[1..], term[First(term)..]);
            if (pattern[0] == '\\') pattern = pattern[1..];
            var length = First(pattern);
            return term.StartsWith(pattern[..length], StringComparison.Ordinal) && Fits(pattern[length..], term[length..]);
        }

        static int First(string text) => Rune.GetRuneAt(text, 0).Utf16SequenceLength;
    }

    [Fact]
    public void A_backslash_at_the_end_of_a_wildcard_is_itself()
    {
        Automaton.Wildcard("a\\").Matches("a\\").ShouldBeTrue();
    }

    [Fact]
    public void A_prefix_matches_what_begins_with_it()
    {
        var automaton = Automaton.StartingWith("移a");
        automaton.Matches("移a").ShouldBeTrue();
        automaton.Matches("移ab").ShouldBeTrue();
        automaton.Matches("移").ShouldBeFalse();
        automaton.Matches("a移").ShouldBeFalse();
        automaton.Prefix.ShouldBe("移a");
    }

    [Fact]
    public void Likeness_is_the_distance_of_optimal_string_alignment()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var word = Text(Letters, 9);
            var (edits, prefix) = (random.Next(3), random.Next(4));
            var automaton = Automaton.Levenshtein(word, edits, prefix);
            for (var j = 0; j < 30; j++)
            {
                var term = random.Next(3) == 0 ? Text(Letters, 9) : Edited(word, random.Next(4));
                var same = Automaton.CodePoints(word)[..Math.Min(prefix, Automaton.CodePoints(word).Length)];
                var expected = Automaton.CodePoints(term).AsSpan().StartsWith(same)
                    && Distance(Automaton.CodePoints(word)[same.Length..], Automaton.CodePoints(term)[same.Length..]) <= edits;
                automaton.Matches(term).ShouldBe(expected, $"seed {seed}: {word}~{edits} after {prefix}: {term}");
            }
        }
    }

    [Fact]
    public void Swapped_neighbours_are_one_edit_and_are_not_edited_again()
    {
        Automaton.Levenshtein("health", 1).Matches("haelth").ShouldBeTrue();
        // Free swaps (Damerau's distance) would need two edits: ca, ac, abc.
        Automaton.Levenshtein("ca", 2).Matches("abc").ShouldBeFalse();
    }

    [Fact]
    public void Words_may_have_more_symbols_than_a_machine_word_has_bits()
    {
        var word = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + i % 26)));
        var near = Automaton.Levenshtein(word, 2);
        near.Matches(word).ShouldBeTrue();
        near.Matches(word.Insert(250, "zz")).ShouldBeTrue();
        near.Matches(word.Insert(250, "zz").Remove(3, 1)).ShouldBeFalse();
        Automaton.Wildcard(word + "*" + word).Matches(word + "x" + word).ShouldBeTrue();
        Automaton.Regexp($"({word}){{3}}").Matches(word + word + word).ShouldBeTrue();
        Automaton.Regexp($"({word}){{3}}").Matches(word + word).ShouldBeFalse();
    }

    [Fact]
    public void A_state_is_dead_as_soon_as_nothing_more_can_match()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var automaton = Any(out var pattern);
            var (seen, waiting) = (new HashSet<int>(), new Queue<int>());
            if (automaton.Start != Automaton.Dead && seen.Add(automaton.Start)) waiting.Enqueue(automaton.Start);
            var into = new List<(int From, int To)>();
            while (waiting.TryDequeue(out var state))
            {
                foreach (var (_, _, to) in automaton.Ranges(state))
                {
                    into.Add((state, to));
                    if (seen.Add(to)) waiting.Enqueue(to);
                }
            }
            var alive = seen.Where(automaton.IsAccept).ToHashSet();
            while (into.RemoveAll(step => alive.Contains(step.To) && (alive.Add(step.From) || true)) > 0)
            {
            }
            alive.SetEquals(seen).ShouldBeTrue($"seed {seed}: {pattern}");
        }
    }

    [Fact]
    public void The_next_live_code_point_is_the_one_that_trying_all_would_find()
    {
        int[] tried = [0, 'a' - 1, 'a', 'b', 'c', 'd', 'z', 0x7F, 0x80, 'é', 'é' + 1, 0xD7FF, 0xD800, 0xDFFF, 0xE000, '移', 0x1F600, 0x1F601, 0x10FFFF];
        for (var i = 0; i < 300; i++)
        {
            var automaton = Any(out var pattern);
            var state = automaton.Start;
            foreach (var letter in Automaton.CodePoints(Text(Letters, 4)))
            {
                if (state == Automaton.Dead) break;
                foreach (var from in tried)
                {
                    var ranges = automaton.Ranges(state).SelectMany(range => WithoutSurrogates(range.First, range.Last)).Where(range => range.Last >= from).ToList();
                    automaton.NextLive(state, from).ShouldBe(ranges is [var first, ..] ? Math.Max(first.First, from) : -1, $"seed {seed}: {pattern} from {from:X}");
                }
                state = automaton.Step(state, letter);
            }
        }

        static IEnumerable<(int First, int Last)> WithoutSurrogates(int first, int last)
        {
            if (first < 0xD800) yield return (first, Math.Min(last, 0xD7FF));
            if (last >= 0xE000) yield return (Math.Max(first, 0xE000), last);
        }
    }

    [Theory]
    [InlineData("migra.*", "migra")]
    [InlineData("migra(nt|tion)", "migra")]
    [InlineData("\"a.b\"c?", "a.b")]
    [InlineData("(移😀x|移😀y)&.*", "移😀")]
    [InlineData("a*", "")]
    [InlineData(".a", "")]
    [InlineData("a|b", "")]
    [InlineData("#", "")]
    [InlineData("abc", "abc")]
    public void Every_match_begins_with_the_prefix(string pattern, string prefix) => Automaton.Regexp(pattern).Prefix.ShouldBe(prefix);

    [Fact]
    public void Half_a_character_counts_as_the_replacement_character_as_which_it_is_stored()
    {
        Automaton.Wildcard("a\uD83D").Matches("a\uFFFD").ShouldBeTrue();
        Automaton.StartingWith("a\uFFFD").Matches("a\uDE00").ShouldBeTrue();
        Automaton.Regexp("a[^b]").Matches("a\uD83D").ShouldBeTrue();
    }

    [Fact]
    public void A_pattern_with_more_states_than_are_allowed_is_refused()
    {
        Should.Throw<QueryTooComplexException>(() => Automaton.Wildcard(new string('?', 20_000)));
        Should.Throw<QueryTooComplexException>(() => Automaton.StartingWith(new string('a', 20_000)));
        Should.Throw<QueryTooComplexException>(() => Automaton.Levenshtein(new string('a', 20_000), 2));
    }

    [Fact]
    public void States_that_are_found_too_late_are_refused_too()
    {
        // Whether there was an a at each of the last fourteen places takes a state for each combination.
        var automaton = Automaton.Regexp(".*a.{13}");
        Should.Throw<QueryTooComplexException>(() =>
        {
            for (var i = 0; i < 1 << 14; i++)
                automaton.Matches(string.Concat(Enumerable.Range(0, 14).Select(bit => (i >> bit & 1) == 0 ? 'a' : 'b')) + "b");
        });
    }

    private Automaton Any(out string pattern)
    {
        (pattern, var automaton) = random.Next(4) switch
        {
            0 => Of(Text(["?", "*", .. Letters], 6), Automaton.Wildcard),
            1 => Of(Text(Letters, 4), Automaton.StartingWith),
            2 => Of(Text(Letters, 5), word => Automaton.Levenshtein(word, random.Next(3), random.Next(3))),
            _ => Of(RandomRegexp.Next(random, 3).Pattern, Automaton.Regexp),
        };
        return automaton;

        static (string, Automaton) Of(string pattern, Func<string, Automaton> make) => (pattern, make(pattern));
    }

    private string Text(string[] letters, int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => letters[random.Next(letters.Length)]));

    private string Edited(string word, int edits)
    {
        var runes = word.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        for (; edits > 0; edits--)
        {
            var (at, letter) = (random.Next(runes.Count + 1), Letters[random.Next(Letters.Length)]);
            switch (random.Next(4))
            {
                case 0: runes.Insert(at, letter); break;
                case 1 when at < runes.Count: runes.RemoveAt(at); break;
                case 2 when at < runes.Count: runes[at] = letter; break;
                case 3 when at + 1 < runes.Count: (runes[at], runes[at + 1]) = (runes[at + 1], runes[at]); break;
            }
        }
        return string.Concat(runes);
    }

    private static int Distance(int[] x, int[] y)
    {
        var table = new int[x.Length + 1, y.Length + 1];
        for (var i = 0; i <= x.Length; i++)
        {
            for (var j = 0; j <= y.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var least = Math.Min(table[i - 1, j], table[i, j - 1]) + 1;
                least = Math.Min(least, table[i - 1, j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) least = Math.Min(least, table[i - 2, j - 2] + 1);
                table[i, j] = least;
            }
        }
        return table[x.Length, y.Length];
    }
}
