using Mhg.Data.Opening;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Data.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task Migrations_make_what_the_model_describes()
    {
        await using var migrated = await Site.StartAsync();
        await using var modelled = await Site.StartAsync(opens: false);
        await modelled.In(scope => scope.Db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync());

        var schema = await migrated.In(scope => TablesAsync(scope.Db));

        schema.Where(line => !line.Contains("__EF", StringComparison.Ordinal)).ShouldBe(await modelled.In(scope => TablesAsync(scope.Db)));
        schema.Count.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public void The_site_takes_the_model_that_was_written_as_code_and_it_is_the_one_that_would_be_made(DatabaseKind kind)
    {
        using var provider = new ServiceCollection().AddMhgData(new DataOptions { Database = kind == DatabaseKind.Sqlite ? "mhg.db" : "Host=127.0.0.1;Database=mhg" })
            .Services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MhgDbContext>();
        IModel taken = kind == DatabaseKind.Sqlite ? Models.Sqlite.MhgDbContextModel.Instance : Models.PostgreSql.MhgDbContextModel.Instance;

        db.Model.ShouldBeSameAs(taken);
        taken.ToDebugString(MetadataDebugStringOptions.ShortDefault).ShouldBe(db.GetService<IDesignTimeModel>().Model.ToDebugString(MetadataDebugStringOptions.ShortDefault));
    }

    [Fact]
    public async Task A_database_is_opened_again_and_again()
    {
        await using var site = await Site.StartAsync();
        await using var again = site.Another();

        await again.In(scope => scope.Get<DatabaseOpening>().OpenAsync());

        (await again.In(scope => scope.Db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    public async Task Sqlite_runs_with_the_settings_that_keep_data(string pragma, string expected)
    {
        await using var site = await Site.StartAsync();

        var value = await site.In(async scope =>
        {
            await scope.Db.Database.OpenConnectionAsync();
            await using var command = scope.Db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            return (await command.ExecuteScalarAsync())!.ToString();
        });

        value.ShouldBe(expected);
    }

    /// <summary>Every column and index of every table, a line each.</summary>
    private static Task<List<string>> TablesAsync(MhgDbContext db) => db.Database.SqlQueryRaw<string>(
        """
        SELECT t.name || ' column ' || c.name || ' ' || c.type || ' not null ' || c."notnull" || ' key ' || c.pk AS "Value"
        FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || ' references ' || f."table" || ' ' || f."from" || ' ' || f."to" || ' ' || f.on_delete
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        UNION ALL
        SELECT 'index ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
        UNION ALL
        SELECT name || ' counts' FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'
        ORDER BY 1
        """).ToListAsync();
}
