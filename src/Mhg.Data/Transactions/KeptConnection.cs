using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mhg.Data.Transactions;

/// <summary>
/// Keeps the connection of a request open until the request's context goes. Entity Framework closes it after every query, and
/// opening an SQLite file again costs three times as much as finding a page in it.
/// </summary>
internal sealed class KeptConnection : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        InterceptionResult.Suppress();

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(InterceptionResult.Suppress());
}
