using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Mhg.Archive.Indexing;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.EndToEnd;

/// <summary>The search index of a site that runs as its own process, while this process changes its content.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("mhg-index-").FullName;
    private readonly SiteProcess _site;
    private readonly WebApplication _writer;

    public IndexTests()
    {
        _site = new SiteProcess(_data);
        _writer = Site.Build(
            ["--applicationName", "Mhg.Web", "--contentRoot", AppContext.BaseDirectory, $"--Site:DataPath={_data}", "--Logging:LogLevel:Default=None"]);
    }

    private string[] Indexes => Directory.GetDirectories(Path.Combine(_data, "index"));

    public async Task InitializeAsync()
    {
        await _site.StartAsync();
        await UntilAsync(async () => await SearchAsync("") is not null);
    }

    public async Task DisposeAsync()
    {
        await _site.KillAsync();
        await _writer.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task After_a_crash_the_search_knows_what_was_published_and_unpublished_just_before()
    {
        for (var attempt = 0; ; attempt++)
        {
            var (first, second) = ($"Firstling{attempt}", $"Secondling{attempt}");
            await PublishAsync(first);
            await UntilAsync(async () => await FindsAsync(first));
            await UnpublishAsync(first);
            await PublishAsync(second);
            await UntilAsync(async () => await FindsAsync(second) && !await FindsAsync(first));
            var index = Indexes.ShouldHaveSingleItem();
            await _site.KillAsync();
            var wasAhead = (await Maintenance.ReportAsync(default)).Single().Change < await LastChangeAsync();

            await _site.StartAsync();
            await UntilAsync(async () => await SearchAsync("") is not null);
            (await FindsAsync(second)).ShouldBeTrue();
            (await FindsAsync(first)).ShouldBeFalse();
            Indexes.ShouldBe([index]);
            if (wasAhead)
                return;
            attempt.ShouldBeLessThan(10, "Each time, the index was durable before the process was killed.");
        }
    }

    [Fact]
    public async Task An_operator_has_the_index_of_a_running_site_built_anew_and_verified()
    {
        var before = Indexes.ShouldHaveSingleItem();
        (await RunAsync(0, "index", "rebuild")).ShouldContain("The site is running and builds its index anew now");
        await UntilAsync(() => Task.FromResult(Indexes is [var now] && now != before));
        (await RunAsync(0, "index", "verify")).ShouldContain("40 items, as in the database");
        (await RunAsync(0, "index", "stats")).ShouldContain("open in a process");
    }

    [Fact]
    public async Task Without_a_site_that_runs_the_command_builds_the_index_itself()
    {
        await _site.KillAsync();
        var before = Indexes.ShouldHaveSingleItem();
        (await RunAsync(0, "index", "rebuild")).ShouldContain("The search index was built: 40 items.");
        var index = Indexes.ShouldHaveSingleItem();
        index.ShouldNotBe(before);
        (await RunAsync(0, "index", "verify")).ShouldContain("40 items, as in the database");

        var segment = Directory.GetFiles(index, "*.segment").Single();
        await using (var file = new FileStream(segment, FileMode.Open, FileAccess.ReadWrite))
            file.SetLength(file.Length / 2);
        (await RunAsync(1, "index", "verify")).ShouldContain(segment);

        await _site.StartAsync();
        await UntilAsync(async () => await SearchAsync("") is not null);
        (await RunAsync(0, "index", "verify")).ShouldContain("40 items, as in the database");
    }

    private IndexMaintenance Maintenance => _writer.Services.GetRequiredService<IndexMaintenance>();

    private async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var (code, output, errors) = await Host.RunAsync(_data, arguments);
        code.ShouldBe(exitCode, output + errors);
        return output;
    }

    private async Task PublishAsync(string title) => await InAsync(async services =>
    {
        var content = services.GetRequiredService<ContentManager>();
        var item = new ContentItem
        {
            ContentItemId = IdOf(title),
            ContentType = "Document",
            Content = new JsonObject
            {
                ["TitlePart"] = new JsonObject { ["Title"] = title },
                ["Document"] = new JsonObject { ["Kind"] = new JsonObject { ["Text"] = "report" } },
                ["AudiencePart"] = new JsonObject { ["Readers"] = new JsonObject { ["Values"] = new JsonArray("Public") } },
            },
        };
        await content.SaveDraftAsync(item);
        return await content.PublishAsync(item.ContentItemId);
    });

    private async Task UnpublishAsync(string title) => await InAsync(services => services.GetRequiredService<ContentManager>().UnpublishAsync(IdOf(title)));

    private Task<long> LastChangeAsync() => InAsync(services => services.GetRequiredService<IContentStore>().LastChangeAsync(default));

    private async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _writer.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        return await work(scope.ServiceProvider);
    }

    private async Task<bool> FindsAsync(string word) => (await SearchAsync(word))!["total"]!.GetValue<int>() == 1;

    /// <summary>What the site answers; null while it has no index.</summary>
    private async Task<JsonNode?> SearchAsync(string text)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{_site.Address}/api/search?q={text}"));
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            return null;
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    private static string IdOf(string title) => title.ToLowerInvariant().PadRight(26, '0');

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(10);
        }
    }
}
