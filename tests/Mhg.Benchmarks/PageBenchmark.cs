using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Mhg.Web.Setup;

namespace Mhg.Benchmarks;

/// <summary>
/// A content page among so many items, for a visitor and for a member who has signed in, beside a static file that holds the
/// visitor's page. Needs wrk.
/// </summary>
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
        var recipe = Path.Combine(site.Application, "benchmark.recipe.json");
        await Archive.WriteAsync(recipe, count);
        await site.CommandAsync("recipe", "run", recipe);
        await site.StartAsync();

        var page = $"/documents/benchmark-{count / 2}";
        using var client = new HttpClient { BaseAddress = site.Address };
        var content = await client.GetByteArrayAsync(new Uri(page, UriKind.Relative));
        await site.StopAsync();
        var file = await site.AddStaticFileAsync("page.html", "text/html", content);
        await site.StartAsync();

        List<Measured> visitor = [], member = [], asset = [];
        for (var round = 0; round < Rounds; round++)
        {
            visitor.Add(await MeasureAsync(site, page));
            // A browser's cookie is renewed once a minute; wrk would go on with the old one, which is looked up at every request.
            member.Add(await MeasureAsync(site, page, "-H", $"Cookie: {await SignInAsync(site)}"));
            asset.Add(await MeasureAsync(site, file));
        }
        Print("content page, visitor", visitor, $"{content.Length} bytes, {count} items, wrk -t2 -c16 -d10s, median of {Rounds}");
        Print("content page, signed in", member, "the same page for a member");
        Print("static file", asset, "the visitor's page as a file");
        Figures.Print("share, visitor", Share(visitor), "%");
        Figures.Print("share, signed in", Share(member), "%");
        return 0;

        double Share(IEnumerable<Measured> pages) => Figures.Median(pages.Zip(asset, (a, b) => 100 * a.Requests / b.Requests));
    }

    private static void Print(string name, List<Measured> rounds, string note)
    {
        Figures.Print(name, Figures.Median(rounds.Select(round => round.Requests)), "requests/s", note);
        Figures.Print($"{name}, p99", Figures.Median(rounds.Select(round => round.P99)), "ms");
    }

    /// <summary>Signs a member of the demonstration in through the form.</summary>
    /// <returns>What a browser would send as its cookies.</returns>
    private static async Task<string> SignInAsync(PublishedSite site)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = site.Address };
        var form = new Uri("/sign-in", UriKind.Relative);
        using var filled = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.UserName"] = "member",
            ["Input.Password"] = SiteSetup.DemonstrationPassword,
            ["__RequestVerificationToken"] = Token().Match(await client.GetStringAsync(form)).Groups[1].Value,
        });
        using var answer = await client.PostAsync(form, filled);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? handler.CookieContainer.GetCookieHeader(site.Address)
            : throw new InvalidOperationException($"The member could not sign in: {answer.StatusCode}");
    }

    private static async Task<Measured> MeasureAsync(PublishedSite site, string path, params string[] options)
    {
        var output = await PublishedSite.RunAsync("wrk", ["-t2", "-c16", "-d10s", "--latency", .. options, new Uri(site.Address, path).ToString()], []);
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException($"{path} did not answer with 200: {output}");
        var p99 = Latency().Match(output);
        return new(double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * (p99.Groups[2].Value switch { "us" => 0.001, "s" => 1000, _ => 1 }));
    }

    [GeneratedRegex(@"name=""__RequestVerificationToken"" type=""hidden"" value=""([^""]+)""")]
    private static partial Regex Token();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Latency();

    private sealed record Measured(double Requests, double P99);
}
