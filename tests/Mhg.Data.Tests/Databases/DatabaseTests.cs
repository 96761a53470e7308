using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Data.Tests.Databases;

/// <summary>Where tests get their databases from.</summary>
public sealed class TestDatabases : IAsyncLifetime
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(PostgreSqlServer.StartAsync);

    /// <summary>A connection string to a new database; null for a new SQLite file.</summary>
    public async Task<string?> NewAsync(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? null : await (await _server.Value).NewDatabaseAsync();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
    }
}

[CollectionDefinition(nameof(TestDatabases))]
public sealed class TestDatabasesCollection : ICollectionFixture<TestDatabases>;

/// <summary>Tests on new databases.</summary>
[Collection(nameof(TestDatabases))]
public abstract class DatabaseTests(TestDatabases databases)
{
    /// <summary>A site on a new database, with the content types of <see cref="SampleTypes"/>.</summary>
    protected async Task<Site> StartAsync(DatabaseKind kind, Action<IServiceCollection>? configure = null)
    {
        var site = await Site.StartAsync(await databases.NewAsync(kind), configure);
        await site.In(scope => scope.DefineAsync(SampleTypes.Json));
        return site;
    }
}
