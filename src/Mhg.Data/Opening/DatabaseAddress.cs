using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mhg.Data.Opening;

/// <summary>A database as the site connects to it.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="ConnectionString">With everything that the site relies on.</param>
/// <param name="Name">What people call it in messages: the file's full path, or server and database.</param>
public sealed record DatabaseAddress(DatabaseKind Kind, string ConnectionString, string Name)
{
    /// <summary>Reads the database's address from the options.</summary>
    /// <exception cref="DatabaseUnavailableException">It is no connection string.</exception>
    public static DatabaseAddress From(DataOptions options)
    {
        var text = options.Database.Trim();
        try
        {
            if (!text.Contains('=', StringComparison.Ordinal))
                return Sqlite(new SqliteConnectionStringBuilder { DataSource = text }, options);
            var words = new DbConnectionStringBuilder { ConnectionString = text };
            return words.ContainsKey("Host") || words.ContainsKey("Server")
                ? PostgreSql(new NpgsqlConnectionStringBuilder(text))
                : Sqlite(new SqliteConnectionStringBuilder(text), options);
        }
        catch (ArgumentException fault)
        {
            // The text itself is not told: it may hold a password.
            throw new DatabaseUnavailableException($"The connection string of the database can't be read: {fault.Message}", fault);
        }
    }

    private static DatabaseAddress Sqlite(SqliteConnectionStringBuilder builder, DataOptions options)
    {
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        builder.ForeignKeys = true;
        // Microsoft.Data.Sqlite waits as long as this for a lock that another process holds.
        if (!builder.ShouldSerialize("Default Timeout"))
            builder.DefaultTimeout = Math.Max(1, (int)options.WriteTimeout.TotalSeconds);
        return new DatabaseAddress(DatabaseKind.Sqlite, builder.ToString(), builder.DataSource);
    }

    private static DatabaseAddress PostgreSql(NpgsqlConnectionStringBuilder builder) =>
        new(DatabaseKind.PostgreSql, builder.ToString(), $"{builder.Host}:{builder.Port}/{builder.Database}");
}
