using System.Diagnostics;
using System.Globalization;
using Mhg.Search.Indexing;
using Mhg.Search.Searching;

namespace Mhg.Benchmarks.Search;

/// <summary>How many queries a second are answered by one thread, by two, and by one beside another that indexes at full speed.</summary>
internal static class ThroughputBenchmark
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static void Run(string directory, string queries, string docs)
    {
        using var searcher = IndexSearcher.Open(SearchBenchmark.Schema, directory);
        var lines = File.ReadLines(queries).Select(line => line.Split('\t', 2)[1]).ToArray();
        Search(searcher, lines, 1);
        Figures.Print("one thread", Search(searcher, lines, 1), "queries/s");
        Figures.Print("memory beyond the mapped files", OwnMemory(), "MiB");
        Figures.Print("two threads", Search(searcher, lines, 2), "queries/s");

        var folder = Directory.CreateTempSubdirectory("mhg-benchmark-").FullName;
        try
        {
            using var ended = new CancellationTokenSource();
            var indexing = Task.Factory.StartNew(() => Index(docs, folder, ended.Token), TaskCreationOptions.LongRunning);
            Figures.Print("one thread while another one indexes", Search(searcher, lines, 1), "queries/s");
            ended.Cancel();
            Figures.Print("indexing meanwhile", indexing.Result, "documents/s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Search(IndexSearcher searcher, string[] queries, int threads)
    {
        var options = new SearchOptions { CountUpTo = 1000 };
        var watch = Stopwatch.StartNew();
        var counts = Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(() =>
        {
            var count = 0;
            // Each thread begins elsewhere, so that not all ask the same at once.
            for (var i = thread * queries.Length / threads; watch.Elapsed < Length; i++, count++)
                searcher.Search(SearchBenchmark.Parser.Parse(queries[i % queries.Length]), options);
            return count;
        }, TaskCreationOptions.LongRunning)).ToArray();
        return counts.Sum(count => count.Result) / watch.Elapsed.TotalSeconds;
    }

    // What of the process lies in memory and in no file.
    private static double OwnMemory() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .Single();

    private static double Index(string docs, string folder, CancellationToken ended)
    {
        using var index = new SearchIndex(SearchBenchmark.Schema, folder);
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (!ended.IsCancellationRequested)
        {
            foreach (var line in File.ReadLines(docs).TakeWhile(_ => !ended.IsCancellationRequested))
            {
                index.Update(SearchBenchmark.Document(line));
                if (++count % 1000 == 0) index.Refresh();
            }
        }
        return count / watch.Elapsed.TotalSeconds;
    }
}
