namespace Mhg.Benchmarks;

/// <summary>From the start of the process to the whole first page, with a site that is there already; and memory at rest.</summary>
internal static class StartBenchmark
{
    private const int Runs = 7;

    public static async Task RunAsync()
    {
        await using var site = await PublishedSite.CreateAsync();
        Figures.Print("first start (makes the demonstration site)", (await site.StartAsync()).TotalMilliseconds, "ms");
        await site.StopAsync();

        var starts = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            starts.Add((await site.StartAsync()).TotalMilliseconds);
            if (run < Runs - 1)
                await site.StopAsync();
        }
        Figures.Print("start to first page", Figures.Median(starts), "ms", $"median of {Runs}: {string.Join(", ", starts.Select(Figures.Text))}");
        await Task.Delay(TimeSpan.FromSeconds(20));
        Figures.Print("memory at rest", site.Memory() / 1048576.0, "MiB", "20 s after the first page");
    }
}
