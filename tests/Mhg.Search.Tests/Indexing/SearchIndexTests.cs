using System.Globalization;
using Mhg.Search.Analysis;
using Mhg.Search.Facets;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Indexing;

public sealed class SearchIndexTests(ITestOutputHelper output)
{
    private static readonly IndexSchema Schema = new(
        new TextField("text", Analyzer.Standard) { Stored = true }, new KeywordField("tag"), new NumberField("size"), new DateField("date"));

    [Fact]
    public void A_document_is_found_after_a_refresh_and_gone_after_its_deletion()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "text", "migrant health" } });
        Ids(index, new TermQuery("text", "health")).ShouldBeEmpty();
        index.Refresh();
        Ids(index, new TermQuery("text", "health")).ShouldBe(["1"]);
        index.Delete("1");
        Ids(index, new TermQuery("text", "health")).ShouldBe(["1"]);
        index.Refresh();
        Ids(index, new TermQuery("text", "health")).ShouldBeEmpty();
    }

    [Fact]
    public void A_document_replaces_the_one_with_its_id_also_before_a_refresh()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "text", "first" } });
        index.Update(new SearchDocument("1") { { "text", "second" } });
        index.Refresh();
        index.Update(new SearchDocument("1") { { "text", "third" } });
        index.Delete("1");
        index.Update(new SearchDocument("1") { { "text", "fourth" } });
        index.Refresh();
        Ids(index, Query.All).ShouldBe(["1"]);
        Ids(index, new TermQuery("text", "fourth")).ShouldBe(["1"]);
        Ids(index, BooleanQuery.Or(new TermQuery("text", "first"), new TermQuery("text", "second"), new TermQuery("text", "third"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_document_that_can_not_be_indexed_is_refused_whole()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        Should.Throw<ArgumentException>(() => index.Update(new SearchDocument("1") { { "text", "word" }, { "size", "many" } })).Message.ShouldContain("'many' in the field 'size' is not a number");
        Should.Throw<ArgumentException>(() => index.Update(new SearchDocument("1") { { "text", "word" }, { "date", "soon" } })).Message.ShouldContain("not a date");
        Should.Throw<ArgumentException>(() => index.Update(new SearchDocument("1") { { "text", "word" }, { "other", "x" } })).Message.ShouldContain("no field 'other'");
        index.Update(new SearchDocument("2") { { "text", "fine" } });
        index.Refresh();
        Ids(index, Query.All).ShouldBe(["2"]);
    }

    [Fact]
    public void A_document_on_which_an_analyzer_fails_leaves_all_others_as_they_are()
    {
        var schema = new IndexSchema(new TextField("title", Analyzer.Standard) { Stored = true }, new TextField("text", new FailingAnalyzer()), new NumberField("size"));
        using var index = new SearchIndex(schema, TemporaryFolder.New());
        Add("1", "before");
        Add("2", "whole");
        Should.Throw<InvalidOperationException>(() => Add("1", "half a document"));
        Should.Throw<InvalidOperationException>(() => Add("3", "another half"));
        Add("4", "after");
        index.Refresh();
        using (var searcher = index.Acquire())
        {
            searcher.Search(Query.All).Hits.Select(hit => (hit.Id, hit.Fields["title"][0])).ShouldBe([("1", "1 before"), ("2", "2 whole"), ("4", "4 after")]);
            searcher.Search(new TermQuery("text", "another")).Hits.ShouldBeEmpty();
            searcher.Search(new RangeQuery("size", "4", null)).Hits.Select(hit => hit.Id).ShouldBe(["4"]);
        }
        index.ForceMerge();
        Ids(index, new TermQuery("text", "after")).ShouldBe(["4"]);

        void Add(string id, string text) => index.Update(new SearchDocument(id) { { "title", $"{id} {text}" }, { "text", text }, { "size", id } });
    }

    [Fact]
    public void A_searcher_sees_the_same_documents_as_long_as_it_lives()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "text", "word" } });
        index.Refresh();
        using var before = index.Acquire();
        index.Delete("1");
        index.Update(new SearchDocument("2") { { "text", "word" } });
        index.ForceMerge();
        before.Search(new TermQuery("text", "word")).Hits.Select(hit => hit.Id).ShouldBe(["1"]);
        Ids(index, new TermQuery("text", "word")).ShouldBe(["2"]);
    }

    [Fact]
    public void No_phrase_runs_from_one_value_into_the_next()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        index.Update(new SearchDocument("1") { { "text", "migrant health" }, { "text", "border crossing" } });
        index.Refresh();
        Ids(index, new PhraseQuery("text", "border", "crossing")).ShouldBe(["1"]);
        Ids(index, new PhraseQuery("text", "health", "border")).ShouldBeEmpty();
        Ids(index, new PhraseQuery("text", [new("health", 0), new("border", 1)], 10)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0)]
    public void Random_writes_and_searches_agree_with_a_simple_model(int fixedSeed)
    {
        var seed = fixedSeed == 0 ? Environment.TickCount : fixedSeed;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var path = TemporaryFolder.New();
        var index = Open();
        // Each document with when it was last written, which decides between equal ones.
        var written = new Dictionary<string, (Model Model, int Step)>();
        var visible = new Dictionary<string, (Model Model, int Step)>();
        var committed = new Dictionary<string, (Model Model, int Step)>();
        for (var step = 0; step < 3_000; step++)
        {
            var id = random.Next(120).ToString();
            switch (random.Next(40))
            {
                case < 24:
                    var model = Model.Random(random);
                    index.Update(model.Document(id));
                    written[id] = (model, step);
                    break;
                case < 31:
                    index.Delete(id);
                    written.Remove(id);
                    break;
                case < 34:
                    if (random.Next(20) == 0) index.ForceMerge();
                    else index.Refresh();
                    visible = new(written);
                    break;
                case 34:
                    index.Commit();
                    committed = visible = new(written);
                    break;
                case 35 when random.Next(4) == 0:
                    index.Dispose();
                    index = Open();
                    (written, visible) = (new(committed), committed);
                    break;
                case 36:
                    using (var reader = IndexSearcher.Open(Schema, path)) Agree(reader, committed, random, $"seed {seed}, step {step}, as committed");
                    break;
                default:
                    using (var searcher = index.Acquire()) Agree(searcher, visible, random, $"seed {seed}, step {step}");
                    break;
            }
        }
        index.Dispose();

        SearchIndex Open() => new(Schema, path) { TokensBeforeFlush = random.Next(20, 2_000) };
    }

    private static void Agree(IndexSearcher searcher, Dictionary<string, (Model Model, int Step)> documents, Random random, string place)
    {
        searcher.DocCount.ShouldBe(documents.Count, place);
        var (query, matches) = Model.RandomQuery(random, 3);
        place += $": {query}";
        var expected = documents.Where(pair => matches(pair.Value.Model)).OrderBy(pair => pair.Value.Step).ToList();
        var all = searcher.Search(query, new SearchOptions { Top = 1000 });
        Same(all.Hits, all.Hits.OrderByDescending(hit => hit.Score).ThenBy(hit => documents[hit.Id].Step).Select(hit => hit.Id));
        Same(all.Hits.OrderBy(hit => documents[hit.Id].Step), expected.Select(pair => pair.Key));
        all.Total.ShouldBe(expected.Count, place);

        // The best ones are the same whether all are counted or not, and page by page.
        var size = random.Next(1, 12);
        var some = new SearchOptions { Top = size, CountUpTo = random.Next(3) switch { 0 => 0, 1 => size, _ => random.Next(100) } };
        var hits = new List<SearchHit>();
        for (var page = searcher.Search(query, some); page.Hits.Count > 0; page = searcher.Search(query, some with { After = hits[^1] }))
        {
            page.Total.ShouldBeInRange(Math.Min(some.CountUpTo, expected.Count), expected.Count, place);
            hits.AddRange(page.Hits);
        }
        hits.Count.ShouldBe(all.Hits.Count, place);
        hits.Zip(all.Hits).ShouldAllBe(pair => Math.Abs(pair.First.Score - pair.Second.Score) < 1e-5f, place);
        hits.Select(hit => hit.Id).Order().ShouldBe(all.Hits.Select(hit => hit.Id).Order(), place);

        var descending = random.Next(2) == 0;
        var (field, inOrder) = random.Next(3) switch
        {
            0 => ("size", Sorted(expected, each => each.Size, descending)),
            1 => ("date", Sorted(expected, each => each.Date, descending)),
            _ => ("tag", Sorted(expected, each => each.Tags is [] ? default(CodePoints?) : new CodePoints(descending ? each.Tags.Max(CodePointOrder.Comparer)! : each.Tags.Min(CodePointOrder.Comparer)!), descending)),
        };
        var sorted = new SearchOptions { Top = 1000, Sort = [new SortField(field, descending)] };
        var first = searcher.Search(query, sorted with { Top = size, CountUpTo = some.CountUpTo });
        Same(first.Hits, inOrder.Take(size));
        Same(searcher.Search(query, sorted with { Skip = size }).Hits, inOrder.Skip(size));
        if (first.Hits is [.., var last]) Same(searcher.Search(query, sorted with { After = last }).Hits, inOrder.Skip(size));

        var (chosen, other) = (Model.RandomWord(random), Model.RandomWord(random));
        var narrowed = searcher.Search(query, new SearchOptions { Top = 1000, Facets = [new("tag", 5)], Selections = random.Next(2) == 0 ? [] : [new("tag", [chosen, other])] });
        var counts = expected.SelectMany(pair => pair.Value.Model.Tags).GroupBy(tag => tag).Select(group => new FacetCount(group.Key, group.Count()))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Value, CodePointOrder.Comparer);
        narrowed.Facets["tag"].ShouldBe(counts.Take(5), place);
        if (narrowed.Total != expected.Count)
            Same(narrowed.Hits.OrderBy(hit => documents[hit.Id].Step), expected.Where(pair => pair.Value.Model.Tags.Contains(chosen) || pair.Value.Model.Tags.Contains(other)).Select(pair => pair.Key));

        void Same(IEnumerable<SearchHit> found, IEnumerable<string> ids) => string.Join(' ', found.Select(hit => hit.Id)).ShouldBe(string.Join(' ', ids), place);
    }

    /// <summary>Documents without a value come last in either direction, and equal ones in the order in which they were written.</summary>
    private static List<string> Sorted<T>(List<KeyValuePair<string, (Model Model, int Step)>> documents, Func<Model, T?> value, bool descending)
        where T : struct, IComparable<T>
    {
        var present = documents.Where(pair => value(pair.Value.Model) is not null);
        return [.. (descending ? present.OrderByDescending(pair => value(pair.Value.Model)) : present.OrderBy(pair => value(pair.Value.Model)))
            .Concat(documents.Where(pair => value(pair.Value.Model) is null)).Select(pair => pair.Key)];
    }

    private readonly record struct CodePoints(string Text) : IComparable<CodePoints>
    {
        public int CompareTo(CodePoints other) => CodePointOrder.Compare(Text, other.Text);
    }

    [Fact]
    public void Halves_of_characters_are_one_term_and_disturb_no_other()
    {
        string[] tags = ["\uD800", "\uDFFF", "\uFFFD", "\uFFFE", "\uD7FF", "\uD800\uDC00", "a\uD800", "a\uFFFD"];
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        for (var i = 0; i < 3; i++)
        {
            foreach (var tag in tags) index.Update(new SearchDocument($"{i} {Array.IndexOf(tags, tag)}") { { "tag", [tag, "\uFFFD"] }, { "text", tag } });
            index.Refresh();
            Check();
        }
        index.ForceMerge();
        Check();
        Should.Throw<ArgumentException>(() => new SearchDocument("a\uD800")).Message.ShouldContain("half a character");

        void Check()
        {
            using var searcher = index.Acquire();
            var documents = searcher.DocCount / tags.Length;
            searcher.Count(new TermQuery("tag", "\uD800")).ShouldBe(searcher.DocCount);
            searcher.Count(new TermQuery("tag", "a\uDFFF")).ShouldBe(2 * documents);
            foreach (var tag in (string[])["\uFFFE", "\uD7FF", "\uD800\uDC00"]) searcher.Count(new TermQuery("tag", tag)).ShouldBe(documents);
            var facets = searcher.Search(Query.All, new SearchOptions { Facets = [new("tag")] }).Facets["tag"];
            facets.ShouldBe([new("\uFFFD", searcher.DocCount), new("a\uFFFD", 2 * documents), new("\uD7FF", documents), new("\uFFFE", documents), new("\uD800\uDC00", documents)]);
        }
    }

    [Fact]
    public async Task Readers_never_see_half_of_what_a_writer_does()
    {
        // Each round replaces all twenty documents by ones with the next number; a reader must see one number only.
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        const int documents = 20;
        using var written = new CancellationTokenSource();
        Write(0);
        // Threads of their own: on a busy machine the pool may start a task only when all is over.
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(() =>
        {
            do
            {
                using var searcher = index.Acquire();
                var hits = searcher.Search(Query.All, new SearchOptions { Top = 100 }).Hits;
                hits.Count.ShouldBe(documents);
                hits.Select(hit => hit.Fields["text"][0]).Distinct().Count().ShouldBe(1);
            }
            while (!written.IsCancellationRequested);
        }, TaskCreationOptions.LongRunning)).ToList();
        for (var round = 1; round <= 500; round++) Write(round);
        await written.CancelAsync();
        await Task.WhenAll(readers);

        void Write(int round)
        {
            for (var i = 0; i < documents; i++) index.Update(new SearchDocument($"{i}") { { "text", $"round {round}" } });
            index.Refresh();
        }
    }

    [Fact]
    public void A_change_is_seen_within_fifty_milliseconds_in_an_archive_that_is_not_small()
    {
        using var index = new SearchIndex(Schema, TemporaryFolder.New());
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++) index.Update(new SearchDocument($"{i}") { { "text", string.Join(' ', Enumerable.Range(0, 30).Select(_ => $"w{random.Next(5_000)}")) } });
        index.Refresh();
        var times = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            index.Update(new SearchDocument($"{i}") { { "text", $"changed{i}" } });
            index.Refresh();
            Ids(index, new TermQuery("text", $"changed{i}")).ShouldBe([$"{i}"]);
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        times.Sort();
        output.WriteLine($"median {times[50]:f2} ms, worst {times[^1]:f2} ms");
        // What else the machine does is not counted: one in ten has to be undisturbed.
        times[10].ShouldBeLessThan(50);
    }

    [Fact]
    public void What_is_stored_stays_through_merges_however_much_it_is()
    {
        var schema = new IndexSchema(new TextField("text", Analyzer.Standard) { Stored = true });
        using var index = new SearchIndex(schema, TemporaryFolder.New());
        for (var i = 0; i < 60; i++)
        {
            index.Update(new SearchDocument($"{i}") { { "text", Long(i) } });
            if (i % 7 == 0) index.Refresh();
        }
        index.Delete("13");
        index.ForceMerge();
        using var searcher = index.Acquire();
        var hits = searcher.Search(Query.All, new SearchOptions { Top = 100 }).Hits;
        hits.Count.ShouldBe(59);
        foreach (var hit in hits) hit.Fields["text"].ShouldBe([Long(int.Parse(hit.Id, CultureInfo.InvariantCulture))]);

        static string Long(int i) => $"document {i} " + new string((char)('a' + i % 26), 100_000);
    }

    /// <summary>Fails at the word "half", when it has told what stands before.</summary>
    private sealed class FailingAnalyzer : Analyzer
    {
        public override void Analyze(ReadOnlySpan<char> text, TokenHandler handle) => Standard.Analyze(text, (term, position, start, end) =>
        {
            if (term is "half") throw new InvalidOperationException("The dictionary is gone.");
            handle(term, position, start, end);
        });

        public override string Normalize(string part) => Standard.Normalize(part);
    }

    private static List<string> Ids(SearchIndex index, Query query)
    {
        using var searcher = index.Acquire();
        return searcher.Search(query).Hits.Select(hit => hit.Id).ToList();
    }
}
