using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>What waits for a time, what is tried again, and the messages that see to both.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122053000_WorkflowWaitsAndOutbox")]
internal sealed class WorkflowWaitsAndOutbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>("ChangedUtc", "Workflows", defaultValue: DateTime.UnixEpoch);
        migrationBuilder.Sql("""UPDATE "Workflows" SET "ChangedUtc" = "CreatedUtc" """);
        migrationBuilder.CreateIndex("IX_Workflows_Ended", "Workflows", "ChangedUtc", filter: "\"Status\" IN ('Finished', 'Aborted')");

        migrationBuilder.AddColumn<DateTime>("DueUtc", "BlockingActivities", nullable: true);
        migrationBuilder.AddColumn<int>("Attempts", "BlockingActivities", defaultValue: 0);
        migrationBuilder.AddColumn<string>("FaultMessage", "BlockingActivities", nullable: true);

        migrationBuilder.CreateTable(
            "Outbox",
            table => new
            {
                MessageId = table.Column<string>(),
                Kind = table.Column<string>(),
                Payload = table.Column<string>(),
                DueUtc = table.Column<DateTime>(nullable: true),
                Attempts = table.Column<int>(),
                LeasedBy = table.Column<string>(nullable: true),
                FaultMessage = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Outbox", row => row.MessageId));
        migrationBuilder.CreateIndex("IX_Outbox_DueUtc", "Outbox", "DueUtc", filter: "\"DueUtc\" IS NOT NULL");
    }
}
