using System.Buffers.Binary;
using System.Globalization;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;
using Mhg.Search.Suggesting;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Store;

/// <summary>Whatever happens to a file of the index: an answer is right, or it is an exception with the name of that file.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private static readonly IndexSchema Schema = new(
        new TextField("title", Analyzer.English) { Stored = true }, new TextField("body", Analyzer.Standard) { Stored = true },
        new KeywordField("tag"), new NumberField("size"), new DateField("date"));

    // Each reads other parts of the files.
    private static readonly Func<IndexSearcher, string>[] Questions =
    [
        searcher => $"{searcher.DocCount} {searcher.DocFrequency("body", "common")} {searcher.DocFrequency("body", "none")}",
        Asking(Query.All),
        Asking(new TermQuery("body", "common")),
        Asking(new TermQuery("body", "w77")),
        Asking(BooleanQuery.Or(new TermQuery("body", "w3"), new TermQuery("title", "health"), new TermQuery("body", "common")), new() { CountUpTo = 0 }),
        Asking(BooleanQuery.And(new TermQuery("body", "common"), new TermQuery("tag", "t3"))),
        Asking(new PhraseQuery("body", "common", "rare")),
        Asking(new PhraseQuery("body", [new("rare", 0), new("common", 1)], 4)),
        Asking(new PrefixQuery("body", "w1")),
        Asking(new WildcardQuery("body", "?1*7")),
        Asking(new FuzzyQuery("body", "commom")),
        Asking(new RangeQuery("tag", "t2", "t5")),
        Asking(new RangeQuery("size", "10", "20")),
        Asking(new RangeQuery("date", "2021", "2022-06")),
        Asking(new TermQuery("title", "health"), new() { Sort = [new("size", true), new("tag")], Facets = [new("tag")], Selections = [new("tag", ["t1", "t4"])] }),
        searcher => string.Join(' ', new Suggester(searcher).Complete("tag", "t", new TermQuery("body", "common"))),
        searcher => string.Join(' ', new Suggester(searcher).Complete("body", "w9", null)),
    ];

    [Fact]
    public void A_flipped_byte_never_gives_a_wrong_answer()
    {
        Each((random, original, _) =>
        {
            // The first and last bytes, the borders of pages and of the trailer, and any others.
            int[] chosen =
            [
                .. Enumerable.Range(0, 4), .. Enumerable.Range(original.Length - 28, 28), FileFormat.PageSize - 1, FileFormat.PageSize,
                .. Enumerable.Range(0, 100).Select(_ => random.Next(original.Length)),
            ];
            return chosen.Where(at => at < original.Length).Distinct().Select(at =>
            {
                var bit = 1 << random.Next(8);
                byte[] damaged = [.. original];
                damaged[at] ^= (byte)bit;
                return ($"byte {at} of {original.Length}, bit {bit}", damaged);
            });
        });
    }

    [Fact]
    public void Bytes_overwritten_at_random_never_give_a_wrong_answer()
    {
        Each((random, original, _) => Enumerable.Range(0, 40).Select(_ =>
        {
            byte[] damaged = [.. original];
            var start = random.Next(original.Length);
            var run = damaged.AsSpan(start, Math.Min(random.Next(1, 3000), original.Length - start));
            if (random.Next(3) == 0) run.Clear();
            else random.NextBytes(run);
            return ($"{run.Length} bytes from {start} of {original.Length}", damaged);
        }));
    }

    [Fact]
    public void A_file_that_was_cut_or_has_grown_is_named()
    {
        Each(
            (random, original, _) =>
            {
                int[] lengths =
                [
                    0, 1, FileFormat.TrailerSize - 1, FileFormat.TrailerSize, original.Length - 1, original.Length - FileFormat.TrailerSize, FileFormat.PageSize, original.Length / 4096 * 4096,
                    .. Enumerable.Range(0, 40).Select(_ => random.Next(original.Length)),
                ];
                return lengths.Where(length => length >= 0 && length < original.Length).Distinct().Select(length => ($"the first {length} bytes of {original.Length}", original[..length]))
                    .Append(("one byte more", [.. original, 0])).Append(("a page of nothing more", [.. original, .. new byte[4096]])).Append(("twice", [.. original, .. original]));
            },
            mustBeNoticed: true);
    }

    [Fact]
    public void A_file_in_the_place_of_another_is_named() =>
        Each((_, _, others) => others.Select(other => (Path.GetFileName(other), File.ReadAllBytes(other))), mustBeNoticed: true);

    [Fact]
    public void A_missing_file_is_named()
    {
        var (path, _) = Build(new Random(1));
        foreach (var file in Files(path))
        {
            File.Move(file, file + ".away");
            Should.Throw<CorruptIndexException>(() => IndexSearcher.Open(Schema, path)).Message.ShouldContain(file);
            Should.Throw<CorruptIndexException>(() => new SearchIndex(Schema, path)).Message.ShouldContain(file);
            File.Move(file + ".away", file);
            // Nothing was lost by trying.
            using (IndexSearcher.Open(Schema, path)) { }
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(FileFormat.Version + 1)]
    public void A_file_of_another_format_is_refused_by_name(uint version)
    {
        var (path, _) = Build(new Random(1));
        foreach (var file in Files(path))
        {
            var original = File.ReadAllBytes(file);
            byte[] other = [.. original];
            var trailer = other.AsSpan(^FileFormat.TrailerSize..);
            var content = (int)BinaryPrimitives.ReadInt64LittleEndian(trailer);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[12..], version);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[16..], FileFormat.Checksum(other.AsSpan(content..^8)));
            File.WriteAllBytes(file, other);
            Should.Throw<CorruptIndexException>(() => IndexSearcher.Open(Schema, path)).Message
                .ShouldBe($"{file}: The file has format {version}; this program reads format {FileFormat.Version}.");
            File.WriteAllBytes(file, original);
        }
    }

    [Fact]
    public void A_writer_merges_no_damage()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (path, answers) = Build(random);
        var (noticed, harmless) = (0, 0);
        for (var round = 0; round < 100; round++)
        {
            var copy = TemporaryFolder.New();
            Directory.CreateDirectory(copy);
            foreach (var file in Files(path)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            var damaged = Files(copy)[random.Next(Files(copy).Count)];
            var bytes = File.ReadAllBytes(damaged);
            var at = random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(damaged, bytes);
            try
            {
                using var index = new SearchIndex(Schema, copy);
                index.Delete("100000");
                index.ForceMerge();
                index.Commit();
                using var searcher = index.Acquire();
                Answer(searcher, answers.Length - 1).ShouldBe(answers[^1], $"seed {seed}, round {round}: byte {at} of {damaged}");
                harmless++;
            }
            catch (CorruptIndexException fault)
            {
                fault.Message.ShouldContain(damaged);
                noticed++;
            }
            Directory.Delete(copy, recursive: true);
        }
        output.WriteLine($"{noticed} noticed, {harmless} where nothing is read");
        noticed.ShouldBeGreaterThan(0);
        harmless.ShouldBe(0, "a merge reads the whole of all segments");
    }

    private void Each(Func<Random, byte[], IEnumerable<string>, IEnumerable<(string What, byte[] Content)>> damages, bool mustBeNoticed = false)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (path, answers) = Build(random);
        foreach (var file in Files(path))
        {
            var original = File.ReadAllBytes(file);
            var (tries, atOpening, atSearching) = (0, 0, 0);
            foreach (var (what, content) in damages(random, original, Files(path).Where(other => other != file)))
            {
                // Zeros over zeros are no damage.
                if (content.AsSpan().SequenceEqual(original))
                    continue;
                File.WriteAllBytes(file, content);
                tries++;
                var place = $"seed {seed}, {Path.GetFileName(file)}: {what}";
                try
                {
                    using var searcher = IndexSearcher.Open(Schema, path);
                    var noticed = false;
                    foreach (var question in Enumerable.Range(0, answers.Length).OrderBy(_ => random.Next()))
                    {
                        try
                        {
                            Answer(searcher, question).ShouldBe(answers[question], $"{place}, question {question}");
                        }
                        catch (CorruptIndexException fault)
                        {
                            fault.Message.ShouldContain(file, customMessage: place);
                            noticed = true;
                        }
                    }
                    if (noticed) atSearching++;
                    // Read whole, no damage is overlooked.
                    Should.Throw<CorruptIndexException>(searcher.CheckFiles, place).Message.ShouldContain(file);
                    mustBeNoticed.ShouldBeFalse(place);
                }
                catch (CorruptIndexException fault)
                {
                    fault.Message.ShouldContain(file, customMessage: place);
                    atOpening++;
                }
                File.WriteAllBytes(file, original);
            }
            output.WriteLine($"{Path.GetFileName(file)}, {original.Length} bytes: {tries} tries, {atOpening} noticed at opening, {atSearching} at searching, {tries - atOpening - atSearching} not read");
            tries.ShouldBeGreaterThan(0);
            (atOpening + atSearching).ShouldBeGreaterThan(0);
        }
        using var sound = IndexSearcher.Open(Schema, path);
        Enumerable.Range(0, answers.Length).Select(question => Answer(sound, question)).ShouldBe(answers);
    }

    private static string Answer(IndexSearcher searcher, int question) => Questions[question](searcher);

    private static Func<IndexSearcher, string> Asking(Query query, SearchOptions? options = null) => searcher =>
    {
        var found = searcher.Search(query, options ?? new SearchOptions { Top = 20 });
        return $"{found.Total}: {string.Join(' ', found.Hits.Select(hit => $"{hit.Id} {hit.Score} {string.Join('|', hit.Fields.SelectMany(field => field.Value))}"))} "
            + string.Join(' ', found.Facets.SelectMany(facet => facet.Value));
    };

    private static List<string> Files(string path) =>
        [.. Directory.EnumerateFiles(path).Where(file => Path.GetExtension(file) is ".segment" or ".live" || Path.GetFileName(file) == CommitPoint.FileName).Order()];

    /// <summary>Commits an index of several segments, some with deletions, and tells what the questions are answered.</summary>
    private static (string Path, string[] Answers) Build(Random random)
    {
        var path = TemporaryFolder.New();
        using (var index = new SearchIndex(Schema, path))
        {
            var id = 0;
            foreach (var count in new[] { 400, 3, 60, 1, 150 })
            {
                for (var end = id + count; id < end; id++) index.Update(Document(random, id));
                index.Refresh();
            }
            for (var deleted = 0; deleted < 40; deleted++) index.Delete($"{random.Next(460)}");
            index.Delete("7");
            index.Delete("405");
            index.Commit(new Dictionary<string, string> { ["from"] = "somewhere" });
        }
        using var searcher = IndexSearcher.Open(Schema, path);
        Files(path).Count(file => file.EndsWith(".segment", StringComparison.Ordinal)).ShouldBeGreaterThan(2);
        Files(path).Count(file => file.EndsWith(".live", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        return (path, [.. Questions.Select(question => question(searcher))]);
    }

    private static SearchDocument Document(Random random, int id) => new($"{id}")
    {
        { "title", random.Next(2) == 0 ? "Health of migrants" : $"Title {id}" },
        { "body", string.Join(' ', Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(4) == 0 ? "common" : random.Next(9) == 0 ? "rare" : $"w{random.Next(300)}")) },
        { "tag", [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => $"t{random.Next(8)}")] },
        { "size", random.Next(3) == 0 ? null : random.Next(40).ToString(CultureInfo.InvariantCulture) },
        { "date", random.Next(3) == 0 ? null : $"{2019 + random.Next(5)}-0{random.Next(1, 10)}-11" },
    };
}
