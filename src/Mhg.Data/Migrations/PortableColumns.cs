using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Mhg.Data.Migrations;

/// <summary>Columns that each database writes differently.</summary>
internal static class PortableColumns
{
    /// <summary>A number that the database counts up and never gives twice.</summary>
    public static OperationBuilder<AddColumnOperation> Counted(this OperationBuilder<AddColumnOperation> column) => column
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}
