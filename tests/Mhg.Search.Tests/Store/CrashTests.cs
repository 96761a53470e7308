using System.Diagnostics;
using System.Globalization;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;
using Mhg.Search.Store;
using Xunit.Abstractions;

namespace Mhg.Search.Tests.Store;

/// <summary>Whatever a writer is doing when it is killed: what it committed is there, whole, and nothing else is.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public void A_writer_that_is_killed_at_any_moment_leaves_its_last_commit_and_no_half_of_another()
    {
        var kills = Environment.GetEnvironmentVariable("MHG_LONG_TESTS") == "1" ? 250 : 20;
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        var path = TemporaryFolder.New();
        var documents = new Dictionary<int, (int Seed, int Step)>();
        var last = "";
        var (commits, interrupted, orphans) = (0, 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            var writerSeed = random.Next();
            using var writer = Start(path, writerSeed);
            // Now and then before it is even open; else so many commits and some milliseconds later.
            var wanted = random.Next(6);
            if (wanted == 0) Thread.Sleep(random.Next(300));
            var lines = new List<string>();
            while (lines.Count(line => line.StartsWith("commit", StringComparison.Ordinal)) < wanted)
                lines.Add(writer.StandardOutput.ReadLine() ?? throw new InvalidOperationException(writer.StandardError.ReadToEnd()));
            if (wanted > 0) Wait(random.NextDouble() * (random.Next(4) == 0 ? 100 : 10));
            writer.Kill();
            lines.AddRange(writer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
            writer.WaitForExit();
            writer.ExitCode.ShouldBe(137, $"seed {seed}, kill {kill}: {writer.StandardError.ReadToEnd()}");

            // What was reported is durable; what was begun may be.
            var reported = Last(lines, "commit ");
            var begun = Last(lines, "begin ");
            orphans += Orphans(path).Count;
            using var index = new SearchIndex(DoomedWriter.Schema, path);
            Orphans(path).ShouldBeEmpty($"seed {seed}, kill {kill}");
            var committed = index.CommittedData.GetValueOrDefault(DoomedWriter.CommitKey, "");
            if (reported == 0 && committed == last) continue;
            committed.ShouldBeOneOf(DoomedWriter.Commit(writerSeed, reported), DoomedWriter.Commit(writerSeed, begun));
            last = committed;
            commits += lines.Count(line => line.StartsWith("commit", StringComparison.Ordinal));
            if (begun != reported) interrupted++;

            foreach (var (act, id, step) in DoomedWriter.Acts(writerSeed))
            {
                if (act == Act.Update) documents[id] = (writerSeed, step);
                else if (act == Act.Delete) documents.Remove(id);
                else if (act == Act.Commit && DoomedWriter.Commit(writerSeed, step) == committed) break;
            }
            using var own = index.Acquire();
            using var reader = IndexSearcher.Open(DoomedWriter.Schema, path);
            foreach (var searcher in new[] { own, reader }) Holds(searcher, documents, $"seed {seed}, kill {kill}");
        }
        output.WriteLine($"{commits} commits, {interrupted} interrupted, {orphans} files left behind and deleted");
        commits.ShouldBeGreaterThan(0);
        orphans.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_second_writer_is_refused_as_long_as_the_first_one_lives_and_no_longer()
    {
        var path = TemporaryFolder.New();
        using (var writer = Start(path, 1))
        {
            writer.StandardOutput.ReadLine().ShouldBe("open");
            Should.Throw<IndexLockedException>(() => new SearchIndex(DoomedWriter.Schema, path)).Message.ShouldBe($"The index in {path} is held by another writer.");
            writer.Kill();
            writer.WaitForExit();
        }
        using (new SearchIndex(DoomedWriter.Schema, path))
        {
            // Also where the first one is of this process.
            Should.Throw<IndexLockedException>(() => new SearchIndex(DoomedWriter.Schema, path));
        }
        using var again = new SearchIndex(DoomedWriter.Schema, path);
    }

    private static void Holds(IndexSearcher searcher, Dictionary<int, (int Seed, int Step)> documents, string place)
    {
        searcher.CheckFiles();
        searcher.DocCount.ShouldBe(documents.Count, place);
        var hits = searcher.Search(Query.All, new SearchOptions { Top = 1000 }).Hits;
        hits.Select(hit => hit.Id).Order().ShouldBe(documents.Keys.Select(id => $"{id}").Order(), place);
        foreach (var hit in hits)
        {
            var id = int.Parse(hit.Id, CultureInfo.InvariantCulture);
            var (seed, step) = documents[id];
            hit.Fields["text"].ShouldBe([DoomedWriter.Text(seed, step, id)], place);
            searcher.Search(new TermQuery("text", DoomedWriter.Mark(seed, step))).Hits.Select(each => each.Id).ShouldBe([hit.Id], place);
            searcher.Search(BooleanQuery.And(new TermQuery("step", $"{step}"), new TermQuery("tag", $"t{id % 7}"))).Hits.Select(each => each.Id).ShouldContain(hit.Id, place);
        }
        searcher.Count(new PrefixQuery("text", "s")).ShouldBe(documents.Count, place);
    }

    /// <summary>The files that do not belong to the index as it was committed.</summary>
    private static List<string> Orphans(string path)
    {
        if (!Directory.Exists(path)) return [];
        string[] belong = [.. CommitPoint.Read(path)?.Files ?? [], CommitPoint.FileName, "write.lock"];
        return [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Except(belong)];
    }

    private static int Last(List<string> lines, string start) =>
        lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => int.Parse(line.AsSpan(start.Length), CultureInfo.InvariantCulture)).LastOrDefault();

    private static void Wait(double milliseconds)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalMilliseconds < milliseconds) Thread.Yield();
    }

    private static Process Start(string path, int seed)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", typeof(DoomedWriter).Assembly.Location, path, $"{seed}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
