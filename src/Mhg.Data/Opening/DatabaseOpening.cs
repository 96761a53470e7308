using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Opening;

/// <summary>Opens the database at start: made when it is not there, brought up to date when it is old, left alone when it is anything else.</summary>
public sealed class DatabaseOpening(MhgDbContext db, DatabaseAddress address, DatabaseFaults faults)
{
    /// <summary>Makes the database ready for use.</summary>
    /// <exception cref="DatabaseUnavailableException">It can't be opened, is not the site's, or is newer than the program. It was left as it is.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var applied = address.Kind == DatabaseKind.Sqlite
                ? await PrepareFileAsync(cancellationToken)
                : [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            if (applied.Find(migration => !known.Contains(migration)) is { } newer)
                throw new DatabaseUnavailableException($"The database {address.Name} was made by a newer version of the program ({newer}). Run that version.");
            if (applied.Count < known.Count)
                await db.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not DatabaseUnavailableException && faults.Of(fault) is { } unavailable)
        {
            throw unavailable;
        }
    }

    // Asked in SQL of its own: Entity Framework would make a model of its history and compile queries, each for one use at a start.
    private async Task<List<string>> PrepareFileAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(address.Name)!;
        if (!Directory.Exists(folder))
            throw new DatabaseUnavailableException($"The folder {folder} of the database does not exist. Make it, or configure another one.");
        if (Directory.Exists(address.Name))
            throw new DatabaseUnavailableException($"The database {address.Name} is a folder. Configure a file.");
        var tables = await ReadAsync("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", cancellationToken);
        var isOurs = tables.Contains(HistoryRepository.DefaultTableName);
        if (!isOurs && tables.Exists(table => !table.StartsWith("__EF", StringComparison.Ordinal)))
            throw new DatabaseUnavailableException($"The database {address.Name} belongs to another program, and was left as it is. Configure another file.");
        // The journal mode stays with the file: readers go on while one writes.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        // A program that ended in the middle of a migration leaves its lock, and the next one would wait for ever.
        if (tables.Contains("__EFMigrationsLock"))
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" WHERE "Timestamp" < datetime('now', '-2 minutes')""", cancellationToken);
        return isOurs ? await ReadAsync($"SELECT \"MigrationId\" FROM \"{HistoryRepository.DefaultTableName}\" ORDER BY \"MigrationId\"", cancellationToken) : [];
    }

    private async Task<List<string>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            values.Add(reader.GetString(0));
        return values;
    }
}
