using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using Mhg.Archive.Indexing;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Data;
using Mhg.Data.Opening;
using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Shell;
using Mhg.Recipes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Tests;

/// <summary>The archive over a real database with the network's own recipes, and a web server in memory.</summary>
public sealed class ArchiveSite : IAsyncDisposable
{
    private static readonly string[] Definitions =
    [
        "mhg.roles", "mhg.audience", "mhg.taxonomies", "mhg.partner-organisations", "mhg.focus-areas", "mhg.resource-persons", "mhg.workshops", "mhg.campaigns", "mhg.archive",
    ];

    private static readonly string Recipes = Path.Combine(AppContext.BaseDirectory, "recipes");

    private readonly bool _ownsFolder;
    private readonly WebApplication _app;
    private readonly Log _log = new();
    private ArchiveIndexerService? _indexing;
    private bool _isServing;
    private bool _hasEnded;

    private ArchiveSite(string folder, bool ownsFolder)
    {
        (Folder, _ownsFolder) = (folder, ownsFolder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(_log);
        var services = builder.Services;
        services.AddSingleton(new SiteFolder(folder));
        services.AddContentManagement();
        services.AddRecipes([Recipes]);
        services.AddMhgData(new DataOptions { Database = Database });
        var mvc = services.AddRazorPages(pages => pages.RootDirectory = "/").AddApplicationPart(typeof(Startup).Assembly).AddApplicationPart(Assembly.Load("MhgTheme"));
        services.Configure<RazorViewEngineOptions>(views => views.PageViewLocationFormats.Add("/Pages/Shared/{0}.cshtml"));
        services.AddModules(mvc, ModuleCatalog.Find([typeof(Startup).Assembly], Path.Combine(folder, "modules")), builder.Configuration);
        services.AddScoped<PageShellSource, BareShell>();
        // Started by the tests that want it.
        services.Remove(services.Single(service => service.ImplementationType == typeof(ArchiveIndexerService)));
        services.AddSingleton<ArchiveIndexerService>();
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<CurrentActor>().Actor = context.Request.Headers["X-Reader"].ToString() switch
            {
                "member" => Member,
                "editor" => Editor,
                _ => Visitor,
            };
            return next();
        });
        _app.UseRouting();
        _app.MapRazorPages();
        _app.MapModules();
    }

    public static Actor Visitor { get; } = new(null, "", ["Anonymous"], ["View_Document", "View_Workshop", "View_Discussion", "View_FocusArea", "View_PartnerOrganisation"]);

    public static Actor Member { get; } = new("member-1", "mia", ["Authenticated", "Member"], ["ViewContent"]);

    public static Actor Reviewer { get; } = new("reviewer-1", "rosa", ["Authenticated", "Reviewer"], ["ViewContent"]);

    public static Actor Editor { get; } = new("editor-1", "edith", ["Authenticated", "Editor"], ["EditContent"]);

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "mhg.db");

    /// <summary>The folders of the indexes on the disk.</summary>
    public string[] IndexFolders => Directory.GetDirectories(Path.Combine(Folder, "index"));

    /// <summary>What this process has logged, a line each.</summary>
    public IReadOnlyCollection<string> Logged => _log.Lines;

    public ArchiveIndex Index => _app.Services.GetRequiredService<ArchiveIndex>();

    public IndexMaintenance Maintenance => _app.Services.GetRequiredService<IndexMaintenance>();

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
    public ArchiveSite Another() => new(Folder, ownsFolder: false);

    public async Task RunAsync(Recipe recipe) =>
        await In(Actor.Site, scope => scope.GetRequiredService<RecipeExecutor>().RunAsync(recipe, new RecipeOptions { Lenient = true }));

    /// <summary>Lets the indexer work by itself, as in the host.</summary>
    public async Task StartIndexingAsync()
    {
        _indexing = _app.Services.GetRequiredService<ArchiveIndexerService>();
        await _indexing.StartAsync(default);
    }

    public Task CatchUpAsync() => _app.Services.GetRequiredService<ArchiveIndexer>().CatchUpAsync(default);

    /// <summary>Serves pages, and indexes by itself unless told otherwise; the client's requests are those of a visitor, or of who is named.</summary>
    public async Task<HttpClient> ServeAsync(string reader = "visitor", bool indexing = true)
    {
        if (!_isServing)
        {
            if (indexing)
            {
                await CatchUpAsync();
                await StartIndexingAsync();
            }
            await _app.StartAsync();
            _isServing = true;
        }
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Add("X-Reader", reader);
        return client;
    }

    public async Task<T> In<T>(Actor actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
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

    /// <summary>Ends the process as an operator does; what is on the disk stays.</summary>
    public async Task EndAsync()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        if (_indexing is not null)
            await _indexing.StopAsync(default);
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private sealed class BareShell : PageShellSource
    {
        protected override Task<PageShell> LoadAsync() => Task.FromResult(new PageShell { SiteName = "Archive" });
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }
}
