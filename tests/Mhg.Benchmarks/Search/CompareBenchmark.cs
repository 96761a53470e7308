using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mhg.Benchmarks.Search;

/// <summary>
/// Runs both engines over one archive, in processes of their own, one after the other: whether they give the same answers, and
/// the table of what they take. Answers are the same when totals and the best hits are, in order, scores within 1e-4; equal
/// scores may swap.
/// </summary>
internal static class CompareBenchmark
{
    private const double Tolerance = 1e-4;

    /// <summary>Compares the engines over <c>docs.tsv</c> and <c>queries.tsv</c> of a directory; false when answers differ.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="isIndexed">Whether to search in the indexes that a run before has left there.</param>
    public static bool Run(string directory, bool isIndexed)
    {
        var docs = Path.Combine(directory, "docs.tsv");
        var queries = Path.Combine(directory, "queries.tsv");
        var (ours, theirs) = (Path.Combine(directory, "index-mhg"), Path.Combine(directory, "index-lucene"));

        var count = File.ReadLines(docs).Count();
        Print("documents", count, count);
        if (!isIndexed)
        {
            var theirIndex = Read(LucenePeer.Run("index", docs, theirs))[0];
            var ourIndex = Read(Self.Run("index", docs, ours))[0];
            Print("documents a second", Value(ourIndex, "docsPerSecond"), Value(theirIndex, "docsPerSecond"));
            Print("bytes of the index", Value(ourIndex, "bytes"), Value(theirIndex, "bytes"));
        }

        var differences = Read(LucenePeer.Run("top", theirs, queries)).Zip(Read(Self.Run("top", ours, queries)))
            .Select(pair => Difference(pair.First, pair.Second)).OfType<string>().ToList();
        Console.WriteLine($"{differences.Count} queries with other answers");
        foreach (var difference in differences.Take(10)) Console.WriteLine("  " + difference);

        var theirTimes = Read(LucenePeer.Run("search", theirs, queries)).ToDictionary(Class);
        foreach (var times in Read(Self.Run("search", ours, queries)))
        {
            var other = theirTimes[Class(times)];
            Print($"{Class(times)}, median ms", Value(times, "p50ms"), Value(other, "p50ms"));
            Print($"{Class(times)}, 95 % ms", Value(times, "p95ms"), Value(other, "p95ms"));
            Console.WriteLine(JsonSerializer.Serialize(new { figure = $"{Class(times)}, bytes allocated", mhg = Value(times, "bytesPerQuery") }));
        }
        return differences.Count == 0;
    }

    private static string? Difference(JsonObject theirs, JsonObject ours)
    {
        var query = $"{theirs["class"]} {theirs["query"]}";
        if (theirs.ContainsKey("error") || ours.ContainsKey("error"))
            return theirs.ContainsKey("error") == ours.ContainsKey("error") ? null : $"{query}: only one refuses it";
        if (Value(theirs, "total") != Value(ours, "total")) return $"{query}: {ours["total"]} hits instead of {theirs["total"]}";
        var expected = theirs["hits"]!.AsArray().Select(hit => (Id: (string)hit!["id"]!, Score: (double)hit["score"]!)).ToList();
        var found = ours["hits"]!.AsArray().Select(hit => (Id: (string)hit!["id"]!, Score: (double)hit["score"]!)).ToList();
        for (var i = 0; i < expected.Count; i++)
        {
            if (Math.Abs(found[i].Score - expected[i].Score) > Tolerance)
                return $"{query}: hit {i + 1} ({found[i].Id}) scores {found[i].Score} instead of {expected[i].Score} ({expected[i].Id})";
            // Equal scores may change places, and the last ones with hits that are not shown.
            var elsewhere = expected.FindIndex(hit => hit.Id == found[i].Id);
            if (elsewhere >= 0 && Math.Abs(expected[elsewhere].Score - found[i].Score) > Tolerance) return $"{query}: hit {i + 1} is {found[i].Id}";
        }
        return null;
    }

    private static List<JsonObject> Read(IEnumerable<string> lines) => [.. lines.Select(line => JsonNode.Parse(line)!.AsObject())];

    private static string Class(JsonObject line) => (string)line["class"]!;

    private static double Value(JsonObject line, string name) => (double)line[name]!;

    private static void Print(string figure, double mhg, double lucene) =>
        Console.WriteLine(JsonSerializer.Serialize(new { figure, mhg, lucene, ratio = Math.Round(mhg / lucene, 2) }));
}
