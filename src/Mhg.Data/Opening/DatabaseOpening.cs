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
            if (address.Kind == DatabaseKind.Sqlite)
                await PrepareFileAsync(cancellationToken);
            var applied = await AppliedAsync(cancellationToken);
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

    private async Task PrepareFileAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(address.Name)!;
        if (!Directory.Exists(folder))
            throw new DatabaseUnavailableException($"The folder {folder} of the database does not exist. Make it, or configure another one.");
        if (Directory.Exists(address.Name))
            throw new DatabaseUnavailableException($"The database {address.Name} is a folder. Configure a file.");
        if (!await ExistsAsync(HistoryRepository.DefaultTableName, cancellationToken) && await HoldsTablesAsync(cancellationToken))
            throw new DatabaseUnavailableException($"The database {address.Name} belongs to another program, and was left as it is. Configure another file.");
        // The journal mode stays with the file: readers go on while one writes.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        // A program that ended in the middle of a migration leaves its lock, and the next one would wait for ever.
        if (await ExistsAsync("__EFMigrationsLock", cancellationToken))
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" WHERE "Timestamp" < datetime('now', '-2 minutes')""", cancellationToken);
    }

    private async Task<List<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        if (address.Kind == DatabaseKind.Sqlite && !await ExistsAsync(HistoryRepository.DefaultTableName, cancellationToken))
            return [];
        return [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
    }

    private Task<bool> ExistsAsync(string table, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<int>($"""SELECT 1 AS "Value" FROM sqlite_master WHERE type = 'table' AND name = {table}""").AnyAsync(cancellationToken);

    private Task<bool> HoldsTablesAsync(CancellationToken cancellationToken) =>
        db.Database.SqlQuery<int>($"""SELECT 1 AS "Value" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\_\_EF%' ESCAPE '\'""")
            .AnyAsync(cancellationToken);
}
