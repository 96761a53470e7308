using System.Globalization;
using System.Numerics;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Searching;

/// <summary>
/// Twenty thousand documents with terms of very different frequency, searched by the index and by a plain loop over all of
/// them that has BM25 written out: the same hits, the same scores, whether all matches are counted or only the best looked for.
/// </summary>
public sealed class ScoringTests(ITestOutputHelper output)
{
    private const int Queries = 120;

    private static readonly IndexSchema Schema = new(new TextField("text", Analyzer.Standard), new KeywordField("tag"));

    // Around the borders of words of 64 documents, of blocks of 128 postings and of windows of 4096 documents.
    private static readonly int[] SegmentSizes = [1, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 7135];
    private static readonly int[] DocFrequencies = [1, 2, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1000, 4095, 4096, 4097, 9000, 20_000];

    [Fact]
    public void Hits_and_scores_are_those_of_a_plain_loop_over_all_documents()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var archive = new PlainArchive(random, SegmentSizes.Sum(), DocFrequencies);
        var path = TemporaryFolder.New();
        using var index = new SearchIndex(Schema, path);
        var doc = 0;
        foreach (var size in SegmentSizes)
        {
            for (var end = doc + size; doc < end; doc++) index.Update(archive.Document(doc));
            index.Refresh();
        }
        Ask("in segments of all sizes");

        index.ForceMerge();
        Ask("in one segment");

        // The ends of words, blocks and windows, a run of several blocks, all of a term, and others here and there.
        int[] deleted =
        [
            .. Enumerable.Range(1, 300).Select(i => i * 64 - 1), .. Enumerable.Range(0, 5).SelectMany(i => new[] { i * 4096, Math.Max(i * 4096 - 1, 0) }),
            .. Enumerable.Range(8000, 600), .. archive.Having("n64"), .. Enumerable.Range(0, 1000).Select(_ => random.Next(archive.Count)), archive.Count - 1,
        ];
        foreach (var gone in deleted)
        {
            index.Delete($"{gone}");
            archive.Delete(gone);
        }
        index.Refresh();
        Ask("with deletions, which count in the statistics");

        index.ForceMerge();
        archive.Forget();
        index.Commit();
        Ask("after the deletions were merged away");
        using var reopened = IndexSearcher.Open(Schema, path);
        for (var i = 0; i < Queries; i++) Compare(reopened, archive, random, $"seed {seed}, reopened, query {i}");

        void Ask(string when)
        {
            using var searcher = index.Acquire();
            searcher.DocCount.ShouldBe(archive.LiveCount);
            foreach (var frequency in DocFrequencies)
                searcher.DocFrequency("text", $"n{frequency}").ShouldBe(archive.Having($"n{frequency}").Count(), when);
            for (var i = 0; i < Queries; i++) Compare(searcher, archive, random, $"seed {seed}, {when}, query {i}");
        }
    }

    private static void Compare(IndexSearcher searcher, PlainArchive archive, Random random, string place)
    {
        var (query, scores) = archive.RandomQuery(random, 2);
        place += $": {query}";
        var expected = scores.Where(pair => archive.IsLive(pair.Key)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToList();
        var top = random.Next(4) switch { 0 => 1, 1 => 100, _ => 10 };
        var all = searcher.Search(query, new SearchOptions { Top = top });
        all.Total.ShouldBe(expected.Count, place);
        all.IsTotalExact.ShouldBeTrue(place);
        Verify(all, 0);

        foreach (var limit in new[] { 0, 10, 1000 })
        {
            var best = searcher.Search(query, new SearchOptions { Top = top, CountUpTo = limit });
            Verify(best, 0);
            best.Total.ShouldBeInRange(Math.Min(limit, expected.Count), expected.Count, place);
            if (best.IsTotalExact) best.Total.ShouldBe(expected.Count, place);
            best.Hits.Select(hit => hit.Score).Zip(all.Hits.Select(hit => hit.Score)).ShouldAllBe(pair => Near(pair.First, pair.Second), place);
            if (best.Hits is not [.., var last]) continue;
            Verify(searcher.Search(query, new SearchOptions { Top = top, CountUpTo = limit, After = last }), best.Hits.Count);
        }

        void Verify(SearchResults found, int skipped)
        {
            found.Hits.Count.ShouldBe(Math.Min(top, expected.Count - skipped), place);
            var before = (Score: float.PositiveInfinity, Doc: -1);
            for (var i = 0; i < found.Hits.Count; i++)
            {
                var (id, score) = (int.Parse(found.Hits[i].Id, CultureInfo.InvariantCulture), found.Hits[i].Score);
                // The best scores, each that of its document, and equal ones by number. Sums of floats may differ in their last digits.
                Near(score, expected[skipped + i].Value).ShouldBeTrue($"{place}: hit {i} has {score} and should have {expected[skipped + i].Value}");
                scores.ContainsKey(id).ShouldBeTrue($"{place}: hit {id}");
                Near(score, scores[id]).ShouldBeTrue($"{place}: {id} has {score} and should have {scores[id]}");
                (score < before.Score || score == before.Score && id > before.Doc).ShouldBeTrue($"{place}: {id} behind {before}");
                before = (score, id);
            }
        }
    }

    private static bool Near(double x, double y) => Math.Abs(x - y) <= 1e-5 * Math.Max(1, Math.Abs(y));
}

/// <summary>Documents as lists of words, searched by looking at each.</summary>
internal sealed class PlainArchive
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly string[][] texts;
    private readonly string[][] tags;
    private readonly bool[] isLive;
    private readonly Dictionary<string, List<(int Doc, int[] Positions)>> textTerms = [];
    private readonly Dictionary<string, List<(int Doc, int[] Positions)>> tagTerms = [];
    private readonly string[] common;
    private (double Docs, double Tokens) textTotals;
    private (double Docs, double Tokens) tagTotals;

    public PlainArchive(Random random, int count, int[] docFrequencies)
    {
        var words = Enumerable.Range(0, count).Select(_ => new List<string>()).ToArray();
        foreach (var each in words)
            for (var length = random.Next(15); length > 0; length--) each.Add($"z{(int)Math.Pow(2000, random.NextDouble())}");
        for (var i = 0; i < 8; i++)
            for (var length = random.Next(3000, 12_000); length > 0; length--) words[random.Next(count)].Add($"z{random.Next(100)}");
        var numbers = Enumerable.Range(0, count).ToArray();
        foreach (var frequency in docFrequencies.Where(frequency => frequency <= count))
        {
            random.Shuffle(numbers);
            foreach (var doc in numbers.AsSpan(..frequency))
            {
                var times = random.Next(300) == 0 ? random.Next(253, 259) : random.Next(3) == 0 ? random.Next(1, 6) : 1;
                for (; times > 0; times--) words[doc].Insert(random.Next(words[doc].Count + 1), $"n{frequency}");
            }
        }
        // One long document in which two words stand side by side in many places, and apart in many.
        for (var i = 0; i < 1000; i++) words[count / 2].Add(random.Next(3) == 0 ? "n9000" : "n1000");
        texts = [.. words.Select(each => each.ToArray())];
        tags = [.. Enumerable.Range(0, count).Select(doc => Enumerable.Range(0, random.Next(3)).Select(_ => $"t{(int)Math.Pow(50, random.NextDouble())}").Distinct().ToArray())];
        isLive = [.. Enumerable.Repeat(true, count)];
        common = [.. docFrequencies.Select(frequency => $"n{frequency}"), .. Enumerable.Range(1, 12).Select(i => $"z{i}")];
        Gather();
    }

    public int Count => texts.Length;

    public int LiveCount => isLive.Count(live => live);

    public bool IsLive(int doc) => isLive[doc];

    public SearchDocument Document(int doc) => new($"{doc}") { { "text", string.Join(' ', texts[doc]) }, { "tag", tags[doc] } };

    public IEnumerable<int> Having(string term) => textTerms.TryGetValue(term, out var postings) ? postings.Select(posting => posting.Doc) : [];

    /// <summary>Deletes a document, which still counts in the statistics.</summary>
    public void Delete(int doc) => isLive[doc] = false;

    /// <summary>Leaves deleted documents out of the statistics.</summary>
    public void Forget() => Gather();

    /// <summary>A query, and the score of each document that matches it.</summary>
    public (Query Query, Dictionary<int, double> Scores) RandomQuery(Random random, int depth)
    {
        switch (random.Next(depth > 0 ? 16 : 8))
        {
            case < 4:
                var term = Word(random);
                return (new TermQuery("text", term), Bm25(textTerms, textTotals, [term], posting => Length(posting.Doc), posting => posting.Positions.Length));
            case 4:
                var tag = $"t{random.Next(1, 50)}";
                return (new TermQuery("tag", tag), Bm25(tagTerms, tagTotals, [tag], _ => 1, _ => 1));
            case 5:
                var start = random.Next(2) == 0 ? $"n{random.Next(1, 10)}" : $"z{random.Next(1, 300)}";
                return (new PrefixQuery("text", start), textTerms.Where(pair => pair.Key.StartsWith(start, StringComparison.Ordinal))
                    .SelectMany(pair => pair.Value).Select(posting => posting.Doc).Distinct().ToDictionary(doc => doc, _ => 1.0));
            default:
                var words = texts[random.Next(Count)];
                if (words.Length < 3 || random.Next(4) == 0) words = ["n1000", "n9000", "n1000"];
                var at = random.Next(words.Length - 2);
                return Phrase(words[at..(at + random.Next(2, 4))]);
            case 8 or 9 or 10: return Either(random, depth, random.Next(2, 6), 0);
            case 11: return Either(random, depth, random.Next(2, 5), 2);
            case 12: return All(random, depth);
            case 13: return All(random, depth);
            case 14:
                var (boosted, scores) = RandomQuery(random, depth - 1);
                return (boosted.Boost(2.5f), scores.ToDictionary(pair => pair.Key, pair => 2.5 * pair.Value));
            case 15:
                var parts = Several(random, depth, 3);
                return (new DisjunctionMaxQuery([.. parts.Select(part => part.Query)], 0.3f), parts.SelectMany(part => part.Scores).GroupBy(pair => pair.Key, pair => pair.Value)
                    .ToDictionary(group => group.Key, group => group.Max() + 0.3 * (group.Sum() - group.Max())));
        }
    }

    private (Query Query, Dictionary<int, double> Scores) Either(Random random, int depth, int count, int minimum)
    {
        var parts = Several(random, depth, count);
        return (new BooleanQuery([.. parts.Select(part => new BooleanClause(part.Query, Occur.Should))], minimum), parts.SelectMany(part => part.Scores)
            .GroupBy(pair => pair.Key, pair => pair.Value).Where(group => group.Count() >= minimum).ToDictionary(group => group.Key, group => group.Sum()));
    }

    /// <summary>Parts that must match, that filter, that may match and that must not.</summary>
    private (Query Query, Dictionary<int, double> Scores) All(Random random, int depth)
    {
        var clauses = new List<BooleanClause>();
        Dictionary<int, double>? found = null;
        foreach (var (query, scores) in Several(random, depth, random.Next(1, 4)))
        {
            var counts = random.Next(3) > 0;
            clauses.Add(new(query, counts ? Occur.Must : Occur.Filter));
            found = (found ?? scores.ToDictionary(pair => pair.Key, _ => 0.0)).Where(pair => scores.ContainsKey(pair.Key))
                .ToDictionary(pair => pair.Key, pair => pair.Value + (counts ? scores[pair.Key] : 0));
        }
        if (random.Next(2) == 0)
        {
            var (query, scores) = RandomQuery(random, depth - 1);
            clauses.Add(new(query, Occur.Should));
            foreach (var (doc, score) in scores)
                if (found!.ContainsKey(doc)) found[doc] += score;
        }
        if (random.Next(2) == 0)
        {
            var (query, scores) = RandomQuery(random, depth - 1);
            clauses.Add(new(query, Occur.MustNot));
            foreach (var doc in scores.Keys) found!.Remove(doc);
        }
        return (new BooleanQuery(clauses), found!);
    }

    private List<(Query Query, Dictionary<int, double> Scores)> Several(Random random, int depth, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => RandomQuery(random, depth - 1))];

    private (Query Query, Dictionary<int, double> Scores) Phrase(string[] words) =>
        (new PhraseQuery("text", words), Bm25(textTerms, textTotals, words, posting => Length(posting.Doc), posting =>
            posting.Positions.Count(at => at + words.Length <= texts[posting.Doc].Length && texts[posting.Doc].AsSpan(at, words.Length).SequenceEqual(words))));

    /// <summary>sum of idf · tf / (tf + k1 · (1 - b + b · length / average length)), for each document with the first term.</summary>
    private static Dictionary<int, double> Bm25(
        Dictionary<string, List<(int Doc, int[] Positions)>> index, (double Docs, double Tokens) totals, string[] terms,
        Func<(int Doc, int[] Positions), int> length, Func<(int Doc, int[] Positions), int> frequency)
    {
        var scores = new Dictionary<int, double>();
        if (terms.Any(term => !index.ContainsKey(term))) return scores;
        var idf = terms.Sum(term => Math.Log(1 + (totals.Docs - index[term].Count + 0.5) / (index[term].Count + 0.5)));
        foreach (var posting in index[terms[0]])
        {
            var tf = frequency(posting);
            if (tf > 0) scores.Add(posting.Doc, idf * tf / (tf + K1 * (1 - B + B * length(posting) / (totals.Tokens / totals.Docs))));
        }
        return scores;
    }

    /// <summary>The length in one byte, as Lucene rounds it: exact up to 39, then to the four highest bits of what is above 24.</summary>
    private int Length(int doc)
    {
        var length = texts[doc].Length;
        if (length < 40) return length;
        var cut = 28 - BitOperations.LeadingZeroCount((uint)(length - 24));
        return 24 + ((length - 24) >> cut << cut);
    }

    private string Word(Random random) => random.Next(4) == 0 ? $"z{random.Next(2100)}" : common[random.Next(common.Length)];

    private void Gather()
    {
        textTotals = Gather(textTerms, texts);
        tagTotals = Gather(tagTerms, tags);
    }

    private (double Docs, double Tokens) Gather(Dictionary<string, List<(int Doc, int[] Positions)>> index, string[][] documents)
    {
        index.Clear();
        var (docs, tokens) = (0, 0);
        for (var doc = 0; doc < documents.Length; doc++)
        {
            if (!isLive[doc] || documents[doc].Length == 0) continue;
            docs++;
            tokens += documents[doc].Length;
            foreach (var group in documents[doc].Select((word, position) => (word, position)).GroupBy(each => each.word, each => each.position))
            {
                if (!index.TryGetValue(group.Key, out var postings)) index.Add(group.Key, postings = []);
                postings.Add((doc, [.. group]));
            }
        }
        return (docs, tokens);
    }
}
