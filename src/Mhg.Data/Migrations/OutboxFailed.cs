using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>Messages that failed are found among those that wait for their time.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122094500_OutboxFailed")]
internal sealed class OutboxFailed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("IX_Outbox_Failed", "Outbox", "DueUtc", filter: "\"FaultMessage\" IS NOT NULL");
}
