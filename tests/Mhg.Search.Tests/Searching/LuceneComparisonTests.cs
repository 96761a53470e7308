using System.Diagnostics;
using Mhg.Search.Indexing;
using Mhg.Search.Searching;
using Mhg.Search.Tests.Lucene;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Searching;

public sealed class LuceneComparisonTests(ITestOutputHelper output)
{
    private const float Tolerance = 1e-4f;

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(37)]
    public void Hits_order_and_scores_are_those_that_Lucene_gave(int refreshEvery)
    {
        using var index = Archive.Read(Recorded.FilePath("docs.tsv"), refreshEvery);
        Differences(index, Recorded.Read<RecordedSearch>("found.jsonl")).ShouldBeEmpty();
    }

    [Fact]
    public void Hits_order_and_scores_are_those_that_Lucene_gives_now()
    {
        if (Peer() is not { } peer)
        {
            output.WriteLine("Left out: the measuring partner is not beside this repository; the recorded answers were checked.");
            return;
        }
        var directory = Directory.CreateTempSubdirectory("mhg-search").FullName;
        try
        {
            var seed = Environment.TickCount;
            output.WriteLine($"corpus.py 500 {seed}");
            Run("python3", [Path.Combine(peer, "corpus.py"), "500", $"{seed}", directory]);
            var regexps = File.ReadLines(Recorded.FilePath("searches.tsv")).Where(line => line.StartsWith("regexp\t", StringComparison.Ordinal));
            File.AppendAllLines($"{directory}/queries.tsv", regexps);
            Run(Path.Combine(peer, "peer.sh"), ["index", $"{directory}/docs.tsv", $"{directory}/index"]);
            var answers = Run(Path.Combine(peer, "peer.sh"), ["top", $"{directory}/index", $"{directory}/queries.tsv"]);
            using var index = Archive.Read($"{directory}/docs.tsv");
            Differences(index, Recorded.Parse<RecordedSearch>(answers)).ShouldBeEmpty($"corpus.py 500 {seed}");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Differences(SearchIndex index, IReadOnlyList<RecordedSearch> answers)
    {
        answers.ShouldNotBeEmpty();
        using var searcher = index.Acquire();
        var different = answers.Select(answer => (answer, difference: Difference(searcher, answer))).Where(pair => pair.difference is not null);
        return string.Join('\n', different.Select(pair => $"{pair.answer.Class} {pair.answer.Query}: {pair.difference}"));
    }

    private static string? Difference(IndexSearcher searcher, RecordedSearch expected)
    {
        var found = searcher.Search(Archive.Parser.Parse(expected.Query), new SearchOptions { Top = expected.Hits!.Count });
        if (found.Total != expected.Total) return $"{found.Total} hits instead of {expected.Total}";
        for (var i = 0; i < expected.Hits.Count; i++)
        {
            var (hit, wanted) = (found.Hits[i], expected.Hits[i]);
            if (Math.Abs(hit.Score - wanted.Score) > Tolerance) return $"hit {i + 1} ({hit.Id}) scores {hit.Score} instead of {wanted.Score} ({wanted.Id})";
            // Equal scores may change places, and the last ones with hits that are not shown.
            if (hit.Id != wanted.Id && expected.Hits.FirstOrDefault(other => other.Id == hit.Id) is { } elsewhere && Math.Abs(elsewhere.Score - hit.Score) > Tolerance)
                return $"hit {i + 1} is {hit.Id} instead of {wanted.Id}";
        }
        return null;
    }

    /// <summary>The measuring partner beside the repository, where it and Java are there.</summary>
    private static string? Peer()
    {
        if (!File.Exists("/usr/share/java/lucene-core-8.7.0.jar") || !File.Exists("/usr/bin/javac") || !File.Exists("/usr/bin/python3")) return null;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var peer = Path.Combine(at.FullName, "shared", "lucene-peer");
            if (File.Exists(Path.Combine(peer, "peer.sh"))) return peer;
        }
        return null;
    }

    private static string[] Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return lines;
    }
}
