using System.Text.Json.Nodes;
using Mhg.Archive.Indexing;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data;
using Mhg.Data.Opening;
using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Recipes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mhg.Archive.Tests;

/// <summary>The archive over a real database with the network's own recipes, without a web server.</summary>
public sealed class ArchiveSite : IAsyncDisposable
{
    private static readonly string[] Definitions =
    [
        "mhg.audience", "mhg.taxonomies", "mhg.partner-organisations", "mhg.focus-areas", "mhg.resource-persons", "mhg.workshops", "mhg.campaigns", "mhg.archive",
    ];

    private static readonly string Recipes = Path.Combine(AppContext.BaseDirectory, "recipes");

    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;
    private ArchiveIndexerService? _indexing;

    private ArchiveSite(string folder, bool ownsFolder)
    {
        (_folder, _ownsFolder) = (folder, ownsFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddContentManagement();
        services.AddRecipes([Recipes]);
        services.AddMhgData(new DataOptions { Database = Path.Combine(folder, "mhg.db") });
        services.AddModules(services.AddRazorPages(), ModuleCatalog.Find([typeof(Startup).Assembly], Path.Combine(folder, "modules")), new ConfigurationBuilder().Build());
        _services = services.BuildServiceProvider();
    }

    public static Actor Visitor { get; } = new(null, "", ["Anonymous"], ["View_Document", "View_Workshop", "View_Discussion", "View_FocusArea", "View_PartnerOrganisation"]);

    public static Actor Member { get; } = new("member-1", "mia", ["Authenticated", "Member"], ["ViewContent"]);

    public static Actor Reviewer { get; } = new("reviewer-1", "rosa", ["Authenticated", "Reviewer"], ["ViewContent"]);

    public static Actor Editor { get; } = new("editor-1", "edith", ["Authenticated", "Editor"], ["EditContent"]);

    public ArchiveIndex Index => _services.GetRequiredService<ArchiveIndex>();

    public IndexMaintenance Maintenance => _services.GetRequiredService<IndexMaintenance>();

    /// <summary>A new site with the network's content types, its taxonomies and no content.</summary>
    public static async Task<ArchiveSite> StartAsync(params string[] furtherRecipes)
    {
        var site = new ArchiveSite(Directory.CreateTempSubdirectory("mhg-archive-").FullName, ownsFolder: true);
        await site.In(Actor.Site, scope => scope.GetRequiredService<DatabaseOpening>().OpenAsync());
        foreach (var name in Definitions.Concat(furtherRecipes))
            await site.RunAsync(Recipe.Load(Path.Combine(Recipes, name + ".recipe.json")));
        return site;
    }

    /// <summary>A second process on the same database: nothing in memory is shared.</summary>
    public ArchiveSite Another() => new(_folder, ownsFolder: false);

    public async Task RunAsync(Recipe recipe) =>
        await In(Actor.Site, scope => scope.GetRequiredService<RecipeExecutor>().RunAsync(recipe, new RecipeOptions { Lenient = true }));

    /// <summary>Lets the indexer work by itself, as in the host.</summary>
    public async Task StartIndexingAsync()
    {
        _indexing = _services.GetServices<IHostedService>().OfType<ArchiveIndexerService>().Single();
        await _indexing.StartAsync(default);
    }

    public Task CatchUpAsync() => _services.GetRequiredService<ArchiveIndexer>().CatchUpAsync(default);

    public async Task<T> In<T>(Actor actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await work(scope.ServiceProvider);
    }

    public Task In(Actor actor, Func<IServiceProvider, Task> work) => In(actor, async scope =>
    {
        await work(scope);
        return true;
    });

    /// <summary>Publishes an item; its id is made of the name.</summary>
    public async Task<ContentItem> PublishAsync(string type, string name, string parts)
    {
        var item = new ContentItem { ContentItemId = IdOf(name), ContentType = type, Content = JsonNode.Parse(parts)!.AsObject() };
        item.Content["TitlePart"] ??= new JsonObject { ["Title"] = name };
        await In(Actor.Site, async scope =>
        {
            var content = scope.GetRequiredService<ContentManager>();
            await content.SaveDraftAsync(item);
            await content.PublishAsync(item.ContentItemId);
        });
        return item;
    }

    public Task<ContentItem> PublishDocumentAsync(string name, string body = "", string audience = "Members", string more = "") => PublishAsync("Document", name, $$"""
        {
          "Document": { "Kind": { "Text": "report" } {{(more.Length > 0 ? ", " + more : "")}} },
          "HtmlBodyPart": { "Html": {{JsonValue.Create(body).ToJsonString()}} },
          "AudiencePart": { "Readers": { "Values": ["{{audience}}"] } }
        }
        """);

    public Task UnpublishAsync(string name) => In(Actor.Site, scope => scope.GetRequiredService<ContentManager>().UnpublishAsync(IdOf(name)));

    public static string IdOf(string name) =>
        ContentId.IsValid(name) ? name : string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)).PadRight(26, '0')[..26];

    public Task<SearchAnswer> SearchAsync(string text, Actor? reader = null, SearchRequest? request = null) =>
        In(reader ?? Member, scope => scope.GetRequiredService<ArchiveSearch>().SearchAsync((request ?? new SearchRequest()) with { Text = text }, default));

    public async Task<string[]> TitlesAsync(string text, Actor? reader = null, SearchRequest? request = null) =>
        [.. (await SearchAsync(text, reader, request)).Items.Select(found => found.Summary.Title)];

    public async ValueTask DisposeAsync()
    {
        if (_indexing is not null)
            await _indexing.StopAsync(default);
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            Directory.Delete(_folder, recursive: true);
    }
}
