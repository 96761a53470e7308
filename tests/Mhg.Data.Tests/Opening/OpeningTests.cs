using Mhg.ContentManagement.Storage;
using Mhg.Data.Opening;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Tests.Opening;

public sealed class OpeningTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mhg-opening-");

    private string File => Path.Combine(_folder.FullName, "site.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        (await FaultAsync(Path.Combine(_folder.FullName, "missing", "site.db"))).ShouldContain($"The folder {Path.Combine(_folder.FullName, "missing")} of the database does not exist.");
        (await FaultAsync(_folder.FullName)).ShouldContain("is a folder");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(20_000)]
    public async Task A_file_that_is_no_database_is_left_as_it_is(int length)
    {
        var text = new string('x', length);
        await System.IO.File.WriteAllTextAsync(File, text);

        (await FaultAsync(File)).ShouldContain("is not a database");

        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe(text);
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_as_it_is()
    {
        await ExecuteAsync("CREATE TABLE Notes (Text TEXT)");
        var before = await System.IO.File.ReadAllBytesAsync(File);

        (await FaultAsync(File)).ShouldContain("belongs to another program");

        (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_not_touched()
    {
        await using (await Site.StartAsync(File))
            await ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29991231235959_Future', '10.0.0')");

        (await FaultAsync(File)).ShouldContain("newer version of the program (29991231235959_Future)");
    }

    [Fact]
    public async Task A_locked_database_is_waited_for_and_then_told()
    {
        await using var site = await Site.StartAsync($"Data Source={File};Default Timeout=1");
        await using var patient = await Site.StartAsync($"Data Source={File};Default Timeout=30", opens: false);
        await using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync();
        await using (var transaction = other.BeginTransaction())
        {
            var fault = await Should.ThrowAsync<DatabaseUnavailableException>(Save(site));
            fault.Message.ShouldBe($"The database {File} is locked by another program. Wait until that has finished, or end it, and try again.");

            var waiting = Save(patient);
            await Task.Delay(200);
            waiting.IsCompleted.ShouldBeFalse();
            await transaction.RollbackAsync();
            await waiting;
        }

        static Task Save(Site site) => Task.Run(() => site.In(scope => scope.Get<IDocumentStore>().SaveAsync("Kind", "name", [], default)));
    }

    [Fact]
    public async Task A_read_only_database_says_so_when_something_is_to_be_written()
    {
        await using (await Site.StartAsync(File))
            SqliteConnection.ClearAllPools();
        await using var site = await Site.StartAsync($"Data Source={File};Mode=ReadOnly", opens: false);

        var fault = await Should.ThrowAsync<DatabaseUnavailableException>(
            site.In(scope => scope.Get<IDocumentStore>().SaveAsync("Kind", "x", [], default)));

        fault.Message.ShouldContain("read-only");
    }

    [Fact]
    public async Task A_damaged_database_is_left_as_it_is()
    {
        await using (await Site.StartAsync(File))
            SqliteConnection.ClearAllPools();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        Array.Fill(bytes, (byte)0xAB, 100, bytes.Length - 100);
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        (await FaultAsync(File)).ShouldContain("is damaged");

        (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_lock_left_by_a_migration_that_died_holds_nobody_up()
    {
        await using (await Site.StartAsync(File))
        {
            await ExecuteAsync("""
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00+00:00');
                """);
        }
        await using var site = await Site.StartAsync(File, opens: false);

        await site.In(scope => scope.Get<DatabaseOpening>().OpenAsync()).WaitAsync(TimeSpan.FromSeconds(20));

        (await site.In(scope => scope.Db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM \"__EFMigrationsLock\"").SingleAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2", "The database server 127.0.0.1:1/none can't be used")]
    [InlineData("Nonsense=1;Password=secret", "The connection string of the database can't be read")]
    public async Task A_server_that_is_not_there_is_named_and_no_password_is(string database, string expected)
    {
        var message = await FaultAsync(database);

        message.ShouldContain(expected);
        message.ShouldNotContain("secret");
    }

    private static async Task<string> FaultAsync(string database)
    {
        await using var site = await Site.StartAsync(database, opens: false);
        return (await Should.ThrowAsync<DatabaseUnavailableException>(site.In(scope => scope.Get<DatabaseOpening>().OpenAsync()))).Message;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
