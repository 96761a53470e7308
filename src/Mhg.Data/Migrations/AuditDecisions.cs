using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>The decisions of reviewers are found among the events of the audit.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122090500_AuditDecisions")]
internal sealed class AuditDecisions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("IsDecision", "AuditEvents", defaultValue: false);
        migrationBuilder.Sql("""UPDATE "AuditEvents" SET "IsDecision" = TRUE WHERE "Data" LIKE '%"WorkflowId":%' AND "Data" LIKE '%"IsReview":true%'""");
        migrationBuilder.CreateIndex("IX_AuditEvents_Decisions", "AuditEvents", "Utc", filter: "\"IsDecision\"");
    }
}
