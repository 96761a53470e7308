using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>Each kind of message has a queue of its own.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122062500_OutboxByKind")]
internal sealed class OutboxByKind : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_Outbox_DueUtc", "Outbox");
        migrationBuilder.CreateIndex("IX_Outbox_Kind_DueUtc", "Outbox", ["Kind", "DueUtc"], filter: "\"DueUtc\" IS NOT NULL");
    }
}
