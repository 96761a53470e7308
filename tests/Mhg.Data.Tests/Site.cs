using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Opening;
using Mhg.Recipes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mhg.Data.Tests;

/// <summary>A site without pages: content management over a real database, thrown away at the end.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<Task> _cleanUp;

    private Site(ServiceProvider services, Func<Task> cleanUp) => (_services, _cleanUp) = (services, cleanUp);

    public FakeTime Time { get; } = new();

    public static Actor Editor { get; } = new("editor-1", "edith", ["Authenticated", "Editor"], []);

    /// <summary>A new SQLite file, or the database that a connection string names.</summary>
    public static async Task<Site> StartAsync(string? database = null, Action<IServiceCollection>? configure = null, bool opens = true)
    {
        var folder = Directory.CreateTempSubdirectory("mhg-data-");
        var site = Build(database ?? Path.Combine(folder.FullName, "mhg.db"), () =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        }, configure);
        if (opens)
            await site.In(scope => scope.Get<DatabaseOpening>().OpenAsync());
        return site;
    }

    /// <summary>A second process on the same database, as far as a test can be one: nothing in memory is shared.</summary>
    public Site Another() => Build(_services.GetRequiredService<DataOptions>().Database, () => Task.CompletedTask, null);

    public string Database => _services.GetRequiredService<DatabaseAddress>().Name;

    public Scope Begin(Actor? actor = null)
    {
        var scope = new Scope(_services.CreateAsyncScope());
        scope.Get<CurrentActor>().Actor = actor ?? Editor;
        return scope;
    }

    public async Task<T> In<T>(Func<Scope, Task<T>> work)
    {
        await using var scope = Begin();
        return await work(scope);
    }

    public Task In(Func<Scope, Task> work) => In(async scope =>
    {
        await work(scope);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await _cleanUp();
    }

    private static Site Build(string database, Func<Task> cleanUp, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        // One for all sites: Entity Framework builds its model anew for each logger factory, which takes longer than most tests.
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddContentManagement();
        services.AddSingleton<IContentTypeGate, EveryTypeIsOn>();
        services.AddRecipes([]);
        services.AddMhgData(new DataOptions { Database = database, WriteTimeout = TimeSpan.FromSeconds(5) });
        configure?.Invoke(services);
        Site? site = null;
        services.AddSingleton<TimeProvider>(_ => site!.Time);
        return site = new Site(services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }), cleanUp);
    }

    private sealed class EveryTypeIsOn : IContentTypeGate
    {
        public bool IsOn(string contentType) => true;
    }
}

/// <summary>A request's services.</summary>
public sealed class Scope(AsyncServiceScope scope) : IAsyncDisposable
{
    public ContentManager Content => Get<ContentManager>();

    public IContentStore Store => Get<IContentStore>();

    public IUnitOfWork Unit => Get<IUnitOfWork>();

    public ContentDefinitions Definitions => Get<ContentDefinitions>();

    public MhgDbContext Db => Get<MhgDbContext>();

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public async Task DefineAsync(string json)
    {
        var step = JsonNode.Parse(json)!.AsObject();
        foreach (var type in step["ContentTypes"]?.AsArray() ?? [])
            await Definitions.SaveTypeAsync(type!.AsObject(), default);
        foreach (var part in step["ContentParts"]?.AsArray() ?? [])
            await Definitions.SavePartAsync(part!.AsObject(), default);
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

/// <summary>A clock that moves on by a second whenever it is read, so that what comes later is later.</summary>
public sealed class FakeTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now = _now.AddSeconds(1);

    public void Advance(TimeSpan time) => _now += time;
}
