using System.Diagnostics;
using System.Text.Json;
using Mhg.Search.Analysis;
using Mhg.Search.Indexing;
using Mhg.Search.Queries;
using Mhg.Search.Searching;

namespace Mhg.Benchmarks.Search;

/// <summary>
/// The search library over a made-up archive, with the settings and in the form of the measuring partner (Apache Lucene 8),
/// so that the lines of both can be laid side by side: title and body in English, id, type and year as exact terms, the
/// title counting three times.
/// </summary>
internal static class SearchBenchmark
{
    public static readonly IndexSchema Schema = new(
        new TextField("title", Analyzer.English), new TextField("body", Analyzer.English), new KeywordField("type"), new KeywordField("year"));

    public static readonly QueryParser Parser = new(Schema, new QueryField("title", 3), new QueryField("body")) { DropSlopAsLucene = true };

    /// <summary>Builds an index of one segment.</summary>
    public static void Index(string docs, string directory)
    {
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        var watch = Stopwatch.StartNew();
        var count = 0;
        using (var index = new SearchIndex(Schema, directory))
        {
            foreach (var line in File.ReadLines(docs))
            {
                index.Update(Document(line));
                count++;
            }
            index.ForceMerge();
            index.Commit();
        }
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = Directory.EnumerateFiles(directory).Sum(file => new FileInfo(file).Length);
        Print(new { engine = "mhg", docs = count, seconds = Math.Round(seconds, 2), docsPerSecond = Math.Round(count / seconds), bytes });
    }

    /// <summary>The document that a line of the archive holds.</summary>
    public static SearchDocument Document(string line)
    {
        var columns = line.Split('\t');
        return new(columns[0]) { { "title", columns[1] }, { "body", columns[2] }, { "type", columns[3] }, { "year", columns[4] } };
    }

    /// <summary>Times the queries of each class: parsing, searching and reading the ids of the best hits. The last of the rounds counts.</summary>
    public static void Search(string directory, string queries, int rounds, int k, int countUpTo)
    {
        using var searcher = IndexSearcher.Open(Schema, directory);
        var lines = File.ReadLines(queries).Select(line => line.Split('\t', 2)).ToList();
        var options = new SearchOptions { Top = k, CountUpTo = countUpTo };
        for (var round = 1; round <= rounds; round++)
        {
            var classes = new Dictionary<string, List<(double Milliseconds, long Bytes)>>(StringComparer.Ordinal);
            foreach (var line in lines)
            {
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                searcher.Search(Parser.Parse(line[1]), options);
                var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
                if (!classes.TryGetValue(line[0], out var times)) classes.Add(line[0], times = []);
                times.Add((time, bytes));
            }
            if (round < rounds) continue;
            foreach (var (name, times) in classes)
            {
                var sorted = times.Select(time => time.Milliseconds).Order().ToArray();
                Print(new
                {
                    engine = "mhg",
                    @class = name,
                    queries = sorted.Length,
                    p50ms = Math.Round(At(sorted, 0.5), 4),
                    p95ms = Math.Round(At(sorted, 0.95), 4),
                    maxms = Math.Round(sorted[^1], 4),
                    bytesPerQuery = times.Select(time => time.Bytes).Order().ElementAt(times.Count / 2),
                });
            }
        }
    }

    /// <summary>Prints each query's exact number of hits and its best hits with their scores.</summary>
    public static void Top(string directory, string queries, int k)
    {
        using var searcher = IndexSearcher.Open(Schema, directory);
        foreach (var line in File.ReadLines(queries).Select(line => line.Split('\t', 2)))
        {
            try
            {
                var found = searcher.Search(Parser.Parse(line[1]), new SearchOptions { Top = k });
                var hits = found.Hits.Select(hit => new { id = hit.Id, score = Math.Round(hit.Score, 5) });
                Print(new { @class = line[0], query = line[1], total = found.Total, hits });
            }
            catch (QuerySyntaxException)
            {
                Print(new { @class = line[0], query = line[1], error = true });
            }
        }
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static void Print<T>(T figure) => Console.WriteLine(JsonSerializer.Serialize(figure));
}
