using System.Reflection;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Data;
using Mhg.Data.Identity;
using Mhg.Data.Opening;
using Mhg.Modularity;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Modules;
using Mhg.Modularity.People;
using Mhg.Recipes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Fixtures;

/// <summary>
/// One module over a real database with the network's recipes and sample content. The other modules' code is not there: their
/// content is, as data.
/// </summary>
public abstract class NetworkSite(Assembly module) : IAsyncLifetime
{
    private static readonly string[] Types =
        ["ResourcePerson", "PartnerOrganisation", "FocusArea", "Workshop", "Discussion", "Campaign", "Document"];

    private static readonly string[] Recipes =
    [
        "mhg.audience", "mhg.taxonomies", "mhg.partner-organisations", "mhg.focus-areas", "mhg.resource-persons", "mhg.workshops", "mhg.campaigns",
        "mhg.archive", "mhg.sample",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mhg-module-").FullName;
    private ServiceProvider _services = null!;

    /// <summary>Somebody who has not signed in.</summary>
    public static Actor Visitor { get; } = new(null, "", ["Anonymous"], Types.Select(type => "View_" + type));

    /// <summary>Somebody of a partner organisation.</summary>
    public static Actor Member { get; } = new("member-1", "mia", ["Authenticated", "Member"], ["ViewContent"]);

    /// <summary>The present moment of the site.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public async Task InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new StoppedClock());
        services.AddContentManagement();
        var recipes = Path.Combine(AppContext.BaseDirectory, "recipes");
        services.AddRecipes([recipes]);
        services.AddMhgData(new DataOptions { Database = Path.Combine(_folder, "mhg.db") });
        services.AddModules(services.AddRazorPages(), ModuleCatalog.Find([module], Path.Combine(_folder, "modules")), new ConfigurationBuilder().Build());
        services.AddScoped<IPeopleDirectory, Names>();
        _services = services.BuildServiceProvider();
        await In(Actor.Site, async scope =>
        {
            await scope.GetRequiredService<DatabaseOpening>().OpenAsync();
            return true;
        });
        foreach (var name in Recipes)
        {
            await In(Actor.Site, scope => scope.GetRequiredService<RecipeExecutor>().RunAsync(
                Recipe.Load(Path.Combine(recipes, name + ".recipe.json")), new RecipeOptions { Lenient = true }));
        }
    }

    /// <summary>Does something as somebody.</summary>
    public async Task<T> In<T>(Actor actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await work(scope.ServiceProvider);
    }

    /// <summary>What the page of the item at a path shows to somebody.</summary>
    public Task<T> PageAsync<T>(Actor actor, string path) => In(actor, async scope =>
    {
        var item = (await scope.GetRequiredService<PublishedContent>().FindByPathAsync(path)).ShouldNotBeNull();
        var page = scope.GetServices<ContentPage>().Single(candidate => candidate.ContentType == item.ContentType);
        return (await page.ModelAsync(item, default)).ShouldBeOfType<T>();
    });

    /// <summary>A list page at a query string.</summary>
    public Task<T> ListAsync<T>(Actor actor, string query, Func<T, Task> get) where T : PageModel => In(actor, async scope =>
    {
        var page = ActivatorUtilities.CreateInstance<T>(scope);
        page.PageContext = new PageContext { HttpContext = new DefaultHttpContext { Request = { QueryString = new QueryString(query) } } };
        await get(page);
        return page;
    });

    /// <summary>Publishes an item that everybody may read.</summary>
    public Task<string> PublishAsync(string type, string title, string parts) => In(Actor.Site, async scope =>
    {
        var item = new ContentItem { ContentItemId = ContentId.New(), ContentType = type, Content = JsonNode.Parse(parts)!.AsObject() };
        item.Content["TitlePart"] = new JsonObject { ["Title"] = title };
        item.Content["AudiencePart"] = new JsonObject { ["Readers"] = new JsonObject { ["Values"] = new JsonArray("Public") } };
        var content = scope.GetRequiredService<ContentManager>();
        await content.SaveDraftAsync(item);
        await content.PublishAsync(item.ContentItemId);
        return item.ContentItemId;
    });

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Names(People people, Actors actors) : IPeopleDirectory
    {
        public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
            (await people.FindAsync(userIds, cancellationToken)).ToDictionary(person => person.Id, person => person.DisplayName);

        public ValueTask<Actor> ActorAsync(string userId, CancellationToken cancellationToken) => actors.FromUserIdAsync(userId, cancellationToken);
    }
}
