using System.Diagnostics;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Benchmarks;

/// <summary>From the call that publishes a document to the first search over HTTP that finds it.</summary>
internal static class FoundBenchmark
{
    private const int Runs = 31;

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("mhg-benchmark-").FullName;
        try
        {
            await using var site = Site.Build(["--applicationName=Mhg.Web", $"--contentRoot={AppContext.BaseDirectory}", "--environment=Development", "--urls=http://127.0.0.1:0", $"--Site:DataPath={data}", "--Logging:LogLevel:Default=Warning"]);
            await site.StartUpAsync();
            await site.StartAsync();
            using var client = new HttpClient
            {
                BaseAddress = new Uri(site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
            };
            await BuiltAsync(client);

            var times = new List<double>();
            for (var run = 0; run < Runs; run++)
                times.Add(await PublishAndFindAsync(site, client, $"zanzibar{run}"));
            times.RemoveAt(0);
            Figures.Print("publish to found", Figures.Median(times), "ms", $"median of {times.Count}, greatest {Figures.Text(times.Max())}");
            await site.StopAsync();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // A new site builds its index first.
    private static async Task BuiltAsync(HttpClient client)
    {
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("/api/search", UriKind.Relative));
            if (answer.IsSuccessStatusCode)
                return;
            await Task.Delay(50);
        }
    }

    private static async Task<double> PublishAndFindAsync(WebApplication site, HttpClient client, string word)
    {
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        var content = scope.ServiceProvider.GetRequiredService<ContentManager>();
        var item = await content.NewAsync("Document");
        item.Content["TitlePart"] = new System.Text.Json.Nodes.JsonObject { ["Title"] = word };
        item.Content["AudiencePart"] = System.Text.Json.Nodes.JsonNode.Parse("""{"Readers":{"Values":["Public"]}}""");
        item.Content["Document"] = System.Text.Json.Nodes.JsonNode.Parse("""{"Kind":{"Text":"report"},"Summary":{"Text":"A benchmark"}}""");
        await content.SaveDraftAsync(item);
        var watch = Stopwatch.StartNew();
        await content.PublishAsync(item.ContentItemId);
        while (!(await client.GetStringAsync(new Uri($"/api/search?q={word}", UriKind.Relative))).Contains(item.ContentItemId, StringComparison.Ordinal))
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(10))
                throw new TimeoutException("It was not found within 10 seconds.");
        }
        return watch.Elapsed.TotalMilliseconds;
    }
}
