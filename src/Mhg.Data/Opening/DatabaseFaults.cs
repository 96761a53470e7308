using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Mhg.Data.Opening;

/// <summary>Tells faults of the database as such from faults of a statement, and says what to do about them.</summary>
public sealed class DatabaseFaults(DatabaseAddress address) : DbCommandInterceptor, IDbConnectionInterceptor
{
    /// <summary>The fault behind an exception, when it is the database that is not available; null for any other.</summary>
    public DatabaseUnavailableException? Of(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            switch (exception)
            {
                case DatabaseUnavailableException known:
                    return known;
                case SqliteException sqlite when Explain(sqlite.SqliteErrorCode) is { } explanation:
                    return new DatabaseUnavailableException($"The database {address.Name} {explanation}", sqlite);
                case PostgresException server when !ConcernsTheServer(server):
                    return null;
                case NpgsqlException or SocketException:
                    return new DatabaseUnavailableException(
                        $"The database server {address.Name} can't be used: {exception.Message} Check that it runs and that the connection string fits.", exception);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => ThrowFault(eventData.Exception);

    /// <inheritdoc/>
    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        ThrowFault(eventData.Exception);
        return Task.CompletedTask;
    }

    void IDbConnectionInterceptor.ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => ThrowFault(eventData.Exception);

    Task IDbConnectionInterceptor.ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken)
    {
        ThrowFault(eventData.Exception);
        return Task.CompletedTask;
    }

    private void ThrowFault(Exception exception)
    {
        if (Of(exception) is { } fault)
            throw fault;
    }

    // Result codes of SQLite: https://www.sqlite.org/rescode.html
    private static string? Explain(int code) => code switch
    {
        5 or 6 => "is locked by another program. Wait until that has finished, or end it, and try again.",
        8 => "can't be written: the file or its folder is read-only. Give the account that runs the site the right to write both.",
        10 => "can't be read or written: the disk reports an error. Check the disk and the file system.",
        11 => "is damaged. Put back a backup; the damaged file was left as it is.",
        13 => "can't grow: the disk is full. Make room and try again.",
        14 => "can't be opened. Check that the folder exists and that the account that runs the site may write there.",
        26 => "is not a database: the file holds something else, and was left as it is. Name another file or move this one away.",
        _ => null,
    };

    // Connection, missing database, sign-in, resources, intervention by its operator, read-only server:
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static bool ConcernsTheServer(PostgresException exception) =>
        exception.SqlState[..2] is "08" or "28" or "3D" or "53" or "57" or "58" || exception.SqlState is "25006" or "55P03";
}
