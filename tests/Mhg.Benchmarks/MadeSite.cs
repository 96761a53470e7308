using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Benchmarks;

/// <summary>The demonstration site, not served.</summary>
internal sealed class MadeSite(WebApplication site, string folder) : IAsyncDisposable
{
    public static async Task<MadeSite> StartAsync(string? database)
    {
        var folder = Directory.CreateTempSubdirectory("mhg-benchmark-").FullName;
        var site = Site.Build(
        [
            "--applicationName=Mhg.Web", $"--contentRoot={AppContext.BaseDirectory}", "--environment=Development", $"--Site:DataPath={folder}",
            "--Logging:LogLevel:Default=Warning", .. database is null ? [] : (string[])[$"--ConnectionStrings:Mhg={database}"],
        ]);
        await site.StartUpAsync();
        return new MadeSite(site, folder);
    }

    public async Task InAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        await work(scope.ServiceProvider);
    }

    public async Task<string> SaveAsync(string? contentItemId, int number)
    {
        var id = "";
        await InAsync(async services =>
        {
            var content = services.GetRequiredService<ContentManager>();
            var item = contentItemId is null ? await content.NewAsync("Document") : (await content.GetAsync(contentItemId))!;
            item.Content["TitlePart"] = new JsonObject { ["Title"] = $"Draft {number}" };
            item.Content["Document"] = JsonNode.Parse("""{"Kind":{"Text":"report"},"Summary":{"Text":"A benchmark"}}""");
            await content.SaveDraftAsync(item);
            id = item.ContentItemId;
        });
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
