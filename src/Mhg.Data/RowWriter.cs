using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Mhg.Data;

/// <summary>
/// Adds rows by prepared statements of several rows each: an import writes a dozen index rows an item, for which tracking
/// entities would cost more than all the rest of it. Runs inside a transaction.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns with their types, in the order of the rows' values.</param>
internal sealed class RowWriter(MhgDbContext db, string table, params (string Name, DbType Type)[] columns)
{
    // SQLite runs a short statement again faster than it binds a long one; a server is asked as seldom as possible.
    private readonly int _rowsAtOnce = db.Database.IsSqlite() ? 1 : 50;

    public async Task AddAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        DbCommand? command = null;
        try
        {
            for (var start = 0; start < rows.Count; start += _rowsAtOnce)
            {
                var count = Math.Min(_rowsAtOnce, rows.Count - start);
                if (command is null || command.Parameters.Count != count * columns.Length)
                {
                    if (command is not null)
                        await command.DisposeAsync();
                    command = Command(count);
                }
                for (var row = 0; row < count; row++)
                {
                    for (var column = 0; column < columns.Length; column++)
                        command.Parameters[(row * columns.Length) + column].Value = rows[start + row][column] ?? DBNull.Value;
                }
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            if (command is not null)
                await command.DisposeAsync();
        }
    }

    private DbCommand Command(int rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are added inside a transaction.");
        var text = new StringBuilder($"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{command.Parameters.Count}";
                parameter.DbType = columns[column].Type;
                command.Parameters.Add(parameter);
                text.Append(column == 0 ? "" : ", ").Append(parameter.ParameterName);
            }
            text.Append(')');
        }
        // Made of the names above and of nothing that comes from outside.
#pragma warning disable CA2100
        command.CommandText = text.ToString();
#pragma warning restore CA2100
        return command;
    }
}
