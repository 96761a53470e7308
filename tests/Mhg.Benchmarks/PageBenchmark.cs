using System.Globalization;
using System.Text.RegularExpressions;

namespace Mhg.Benchmarks;

/// <summary>A content page among so many items, beside a static file of about its size from the same host. Needs wrk.</summary>
internal static partial class PageBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int count)
    {
        if (!File.Exists("/usr/bin/wrk"))
        {
            Console.Error.WriteLine("wrk is missing: apt-get install wrk");
            return 1;
        }
        await using var site = await PublishedSite.CreateAsync();
        await site.StartAsync();
        await site.StopAsync();
        var file = Path.Combine(site.Application, "benchmark.recipe.json");
        await Archive.WriteAsync(file, count);
        await site.CommandAsync("recipe", "run", file);
        await site.StartAsync();

        using var client = new HttpClient { BaseAddress = site.Address };
        var page = $"/documents/benchmark-{count / 2}";
        var size = (await client.GetByteArrayAsync(new Uri(page, UriKind.Relative))).Length;
        var (asset, assetSize) = await NearestAssetAsync(client, size);

        List<double> pages = [], assets = [], p99 = [];
        for (var round = 0; round < Rounds; round++)
        {
            var measured = await MeasureAsync(site, page);
            pages.Add(measured.Requests);
            p99.Add(measured.P99);
            assets.Add((await MeasureAsync(site, asset)).Requests);
        }
        Figures.Print("content page", Figures.Median(pages), "requests/s", $"{size} bytes, {count} items, wrk -t2 -c16 -d10s, median of {Rounds}");
        Figures.Print("content page, p99", Figures.Median(p99), "ms");
        Figures.Print("static file", Figures.Median(assets), "requests/s", $"{assetSize} bytes, {asset}");
        Figures.Print("share", Figures.Median(pages.Zip(assets, (a, b) => 100 * a / b)), "%");
        return 0;
    }

    /// <summary>The theme's file whose size is nearest to the page's.</summary>
    private static async Task<(string Path, int Size)> NearestAssetAsync(HttpClient client, int size)
    {
        var home = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var candidates = new List<(string Path, int Size)>();
        foreach (var path in Asset().Matches(home).Select(match => match.Value).Distinct())
            candidates.Add((path, (await client.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length));
        return candidates.MinBy(candidate => Math.Abs(candidate.Size - size));
    }

    private static async Task<(double Requests, double P99)> MeasureAsync(PublishedSite site, string path)
    {
        var output = await PublishedSite.RunAsync("wrk", ["-t2", "-c16", "-d10s", "--latency", new Uri(site.Address, path).ToString()], []);
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException($"{path} did not answer with 200: {output}");
        var p99 = Latency().Match(output);
        return (double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * (p99.Groups[2].Value switch { "us" => 0.001, "s" => 1000, _ => 1 }));
    }

    [GeneratedRegex(@"/_content/[^""]+\.(css|js|svg)")]
    private static partial Regex Asset();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Latency();
}
