using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

[DbContext(typeof(MhgDbContext))]
[Migration("20261122062000_AssignmentTables")]
internal sealed class AssignmentTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Assignments",
            table => new
            {
                ContentItemId = table.Column<string>(),
                AskedId = table.Column<string>(nullable: true),
                Due = table.Column<DateOnly>(nullable: true),
                Priority = table.Column<int>(),
                ClaimedById = table.Column<string>(nullable: true),
                ClaimedUtc = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Assignments", row => row.ContentItemId));

        migrationBuilder.CreateTable(
            "Absences",
            table => new
            {
                UserId = table.Column<string>(),
                First = table.Column<DateOnly>(),
                Last = table.Column<DateOnly>(),
                StandInId = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Absences", row => row.UserId));
    }
}
