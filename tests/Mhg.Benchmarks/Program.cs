using System.Globalization;
using Mhg.Benchmarks;
using Mhg.Benchmarks.Search;

// Each benchmark prints one JSON object a figure, so that two runs can be laid side by side.
switch (args)
{
    case ["start", ..]:
        await StartBenchmark.RunAsync();
        return 0;
    case ["import", .. var rest]:
        await ImportBenchmark.RunAsync(Count(rest));
        return 0;
    case ["page", .. var rest]:
        return await PageBenchmark.RunAsync(Count(rest));
    case ["found", ..]:
        await FoundBenchmark.RunAsync();
        return 0;
    case ["workflows", .. var rest]:
        await WorkflowBenchmark.RunAsync(Count(rest));
        return 0;
    case ["reviews", .. var rest]:
        await ReviewBenchmark.RunAsync(Count(rest, 100_000));
        return 0;
    case ["index", var docs, var directory]:
        SearchBenchmark.Index(docs, directory);
        return 0;
    case ["search", var directory, var queries, .. var rest]:
        SearchBenchmark.Search(directory, queries, Option(rest, "--rounds", 12), Option(rest, "--k", 10), Option(rest, "--count", 1000));
        return 0;
    case ["top", var directory, var queries, .. var rest]:
        SearchBenchmark.Top(directory, queries, Option(rest, "--k", 20));
        return 0;
    case ["parse", var queries]:
        AnalysisBenchmark.Parse(queries);
        return 0;
    case ["analyze", var analyzer, var texts] when AnalysisBenchmark.Analyze(analyzer, texts):
        return 0;
    case ["compare", var directory, .. var rest]:
        return CompareBenchmark.Run(directory, rest.Contains("--indexed")) ? 0 : 1;
    case ["growth", var picture, .. var figures] when figures.Length > 0:
        GrowthBenchmark.Run(picture, figures);
        return 0;
    case ["throughput", var directory, var queries, var docs]:
        ThroughputBenchmark.Run(directory, queries, docs);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: start | import [ITEMS] | page [ITEMS] | found | workflows [HALTED] | reviews [DECISIONS]
                   index DOCS.tsv DIR | search DIR QUERIES.tsv [--rounds N] [--k N] [--count N] | top DIR QUERIES.tsv [--k N]
                   parse QUERIES.txt | analyze standard|english TEXTS.txt
                   compare DIR [--indexed] | growth PICTURE.svg COMPARED.jsonl [...] | throughput DIR QUERIES.tsv DOCS.tsv
            """);
        return 2;
}

static int Option(string[] rest, string name, int otherwise) =>
    Array.IndexOf(rest, name) is >= 0 and var at && at + 1 < rest.Length ? int.Parse(rest[at + 1], CultureInfo.InvariantCulture) : otherwise;

static int Count(string[] rest, int otherwise = 10_000) => rest is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : otherwise;
