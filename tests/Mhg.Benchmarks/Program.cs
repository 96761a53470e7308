using Mhg.Benchmarks;

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
    default:
        Console.Error.WriteLine("usage: start | import [ITEMS] | page [ITEMS] | found");
        return 2;
}

static int Count(string[] rest) => rest is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 10_000;
