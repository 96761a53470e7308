using System.Diagnostics;

namespace Mhg.Benchmarks;

/// <summary>Import of a recipe by the command line: items a second, the start of the process and the reading of the file included.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(int count)
    {
        await using var site = await PublishedSite.CreateAsync();
        await site.StartAsync();
        await site.StopAsync();
        var file = Path.Combine(site.Application, "benchmark.recipe.json");
        await Archive.WriteAsync(file, count);

        var empty = Stopwatch.StartNew();
        await site.CommandAsync("recipe", "list");
        empty.Stop();
        var watch = Stopwatch.StartNew();
        await site.CommandAsync("recipe", "run", file);
        Figures.Print("import, whole command", count / watch.Elapsed.TotalSeconds, "items/s", $"{count} items in {Figures.Text(watch.Elapsed.TotalSeconds)} s");
        Figures.Print("import, without the start of the process", count / (watch.Elapsed - empty.Elapsed).TotalSeconds, "items/s");
        watch.Restart();
        await site.CommandAsync("recipe", "run", file);
        Figures.Print("the same again, nothing to store", count / watch.Elapsed.TotalSeconds, "items/s");
    }
}
