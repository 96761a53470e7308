using System.Diagnostics;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Suggesting;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Suggesting;

public sealed class SuggesterTests(ITestOutputHelper output)
{
    private static readonly IndexSchema Schema = new(
        new KeywordField("title"), new TextField("words", Analyzer.Standard), new KeywordField("audience"), new NumberField("views"));

    private static readonly Query Public = new TermSetQuery("audience", ["public"]);

    [Fact]
    public void Titles_are_completed_by_any_of_their_words_whatever_their_case_and_accents()
    {
        using var index = Index(
            ("Health of migrants", "public", 5), ("Migrants at the border", "public", 9), ("Côte d'Ivoire: santé des migrants", "public", 1),
            ("migrant workers' health insurance", "public", 2), ("Migrants we must not speak of", "secretariat", 50), ("สุขภาพผู้ย้ายถิ่น", "public", 1));
        using var searcher = index.Acquire();
        var suggester = new Suggester(searcher);
        Titles("migr").ShouldBe(["Migrants at the border", "migrant workers' health insurance", "Côte d'Ivoire: santé des migrants", "Health of migrants"]);
        Titles("MIGR", "views").ShouldBe(["Migrants at the border", "migrant workers' health insurance", "Health of migrants", "Côte d'Ivoire: santé des migrants"]);
        Titles("cote d").ShouldBe(["Côte d'Ivoire: santé des migrants"]);
        Titles("SANTE MIG").ShouldBe(["Côte d'Ivoire: santé des migrants"]);
        Titles("Sante\u0301 mig").ShouldBe(["Côte d'Ivoire: santé des migrants"]);
        Titles("health migrants ").ShouldBe(["Health of migrants"]);
        Titles("insurance hea").ShouldBe(["migrant workers' health insurance"]);
        Titles("สุข").ShouldBe(["สุขภาพผู้ย้ายถิ่น"]);
        Titles("speak").ShouldBeEmpty();
        Titles("  ").ShouldBeEmpty();
        suggester.CompleteValues("title", "words", "migr", null, "views", 1).ShouldBe([new Suggestion("Migrants we must not speak of", 50)]);
        suggester.Complete("title", "COTE", Public).ShouldBe([new Suggestion("Côte d'Ivoire: santé des migrants", 1)]);
        suggester.Complete("title", "speak", null).ShouldBeEmpty("without its words a value is known by its beginning");

        IEnumerable<string> Titles(string typed, string? weight = null) => suggester.CompleteValues("title", "words", typed, Public, weight).Select(suggestion => suggestion.Text);
    }

    [Fact]
    public void The_last_word_is_completed_from_documents_that_have_the_others()
    {
        using var index = Index(("health insurance", "public", 0), ("Health information", "public", 0), ("Health institutions", "public", 0), ("health institutions", "public", 0), ("insects", "public", 0), ("health injustice", "secretariat", 0));
        using var searcher = index.Acquire();
        var suggester = new Suggester(searcher);
        suggester.Complete("words", "Health in", Public).ShouldBe([new Suggestion("Health institutions", 2), new("Health information", 1), new("Health insurance", 1)], ignoreOrder: true);
        suggester.Complete("words", "Health in", Public)[0].Text.ShouldBe("Health institutions");
        suggester.Complete("words", "ins", Public, 2).Count.ShouldBe(2);
        suggester.Complete("words", "health ", Public).ShouldBeEmpty();
        suggester.Complete("words", "inj", Public).ShouldBeEmpty();
        suggester.Complete("words", "in", Public, 0).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Suggestions_are_those_of_a_simple_count(int fixedSeed)
    {
        var seed = fixedSeed == 0 ? Environment.TickCount : fixedSeed;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] vocabulary = ["an", "Ana", "áno", "and", "bay", "Bät", "bat", "BAT", "øre", "ore", "ß", "sso"];
        var documents = Enumerable.Range(0, 300)
            .Select(_ => (Title: string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => vocabulary[random.Next(vocabulary.Length)])), Audience: random.Next(3) == 0 ? "secretariat" : "public", Views: random.Next(5)))
            .ToArray();
        using var index = Index(documents);
        using var searcher = index.Acquire();
        foreach (var typed in new[] { "a", "AN", "ba", "bat", "o", "s", "ss", "an b", "ßo", "ana an", "x" })
        {
            var words = typed.Split(' ').Select(Folded).ToArray();
            var matching = documents.Where(document => document.Audience == "public").Select(document => document.Title)
                .Where(title => title.Split(' ').Select(Folded).ToArray() is var own && words[..^1].All(own.Contains) && own.Any(word => word.StartsWith(words[^1], StringComparison.Ordinal)));
            var expected = matching.GroupBy(title => title).OrderByDescending(group => Folded(group.Key).StartsWith(Folded(typed), StringComparison.Ordinal))
                .ThenByDescending(group => group.Count()).ThenBy(group => group.Key, CodePointOrder.Comparer).Select(group => new Suggestion(group.Key, group.Count()));
            new Suggester(searcher).CompleteValues("title", "words", typed, Public, null, 400).ShouldBe(expected, $"seed {seed}: {typed}");
            var best = new Suggester(searcher).CompleteValues("title", "words", typed, Public, null, 3);
            best.Count.ShouldBe(Math.Min(3, expected.Count()));

            var counts = documents.Where(document => document.Audience == "public").Select(document => document.Title.ToLowerInvariant().Split(' ').Distinct().ToArray())
                .Where(own => words[..^1].All(word => own.Select(Folded).Contains(word)))
                .SelectMany(own => own.Where(word => Folded(word).StartsWith(words[^1], StringComparison.Ordinal))).GroupBy(word => word);
            var start = string.Concat(typed.Split(' ')[..^1].Select(word => word + " "));
            new Suggester(searcher).Complete("words", typed, Public, 100)
                .ShouldBe(counts.Select(group => new Suggestion(start + group.Key, group.Count())), ignoreOrder: true, $"seed {seed}: {typed}");
        }

        static string Folded(string text) => text.ToLowerInvariant().Replace("á", "a").Replace("ä", "a").Replace("ø", "o").Replace("ß", "ss");
    }

    [Fact]
    public void A_hundred_thousand_titles_are_completed_before_the_next_key_is_pressed()
    {
        var random = new Random(9);
        var syllables = Enumerable.Range(0, 60).Select(_ => $"{"bcdfghklmnprstvz"[random.Next(16)]}{"aeiou"[random.Next(5)]}").ToArray();
        var vocabulary = Enumerable.Range(0, 30_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => syllables[random.Next(60)]))).Prepend("migration").ToArray();
        using var index = Index([.. Enumerable.Range(0, 100_000).Select(i =>
            (string.Join(' ', Enumerable.Range(0, 7).Select(_ => vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 4))])), random.Next(2) == 0 ? "public" : "secretariat", i))]);
        index.ForceMerge();
        using var searcher = index.Acquire();
        var suggester = new Suggester(searcher);
        foreach (var (name, complete) in new (string, Func<string, IReadOnlyList<Suggestion>>)[]
        {
            ("last word", typed => suggester.Complete("words", typed, Public)),
            ("titles by words", typed => suggester.CompleteValues("title", "words", typed, Public)),
            ("titles by words and weight", typed => suggester.CompleteValues("title", "words", typed, Public, "views")),
        })
        {
            var slowest = 0.0;
            foreach (var typed in new[] { "m", "mi", "mig", "migration", "migration b", "migration ba", vocabulary[3] + " " + vocabulary[9][..2] })
            {
                complete(typed).ShouldNotBeEmpty();
                var times = Enumerable.Range(0, 40).Select(_ =>
                {
                    var started = Stopwatch.GetTimestamp();
                    complete(typed);
                    return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }).Order().ToList();
                output.WriteLine($"{name}, “{typed}”: median {times[20]:f2} ms, best {times[0]:f2} ms");
                slowest = Math.Max(slowest, times[0]);
            }
            // About 2 ms on a quiet machine. The best of several runs: most of what else the machine does is not counted.
            slowest.ShouldBeLessThan(50, name);
        }
    }

    [Fact]
    public void Fields_of_other_kinds_have_nothing_to_suggest()
    {
        using var index = Index(("x", "public", 1));
        using var searcher = index.Acquire();
        var suggester = new Suggester(searcher);
        Should.Throw<ArgumentException>(() => suggester.Complete("views", "1", null)).Message.ShouldContain("'views'");
        Should.Throw<ArgumentException>(() => suggester.CompleteValues("words", "words", "1", null)).Message.ShouldContain("keyword");
        Should.Throw<ArgumentException>(() => suggester.CompleteValues("title", "title", "1", null)).Message.ShouldContain("text");
        Should.Throw<ArgumentException>(() => suggester.CompleteValues("title", "words", "1", null, "words")).Message.ShouldContain("number");
    }

    private static SearchIndex Index(params (string Title, string Audience, int Views)[] documents)
    {
        var index = new SearchIndex(Schema, TemporaryFolder.New());
        for (var i = 0; i < documents.Length; i++)
        {
            var (title, audience, views) = documents[i];
            index.Update(new SearchDocument($"{i}") { { "title", title }, { "words", title }, { "audience", audience }, { "views", $"{views}" } });
            if (i % Math.Max(1, documents.Length / 3) == 1) index.Refresh();
        }
        index.Refresh();
        return index;
    }
}
