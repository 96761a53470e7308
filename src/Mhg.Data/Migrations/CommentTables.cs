using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

[DbContext(typeof(MhgDbContext))]
[Migration("20261122052500_CommentTables")]
internal sealed class CommentTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "CommentThreads",
            table => new
            {
                ThreadId = table.Column<string>(),
                ContentItemId = table.Column<string>(),
                CreatedUtc = table.Column<DateTime>(),
                Path = table.Column<string>(),
                Quote = table.Column<string>(nullable: true),
                Before = table.Column<string>(),
                After = table.Column<string>(),
                Position = table.Column<int>(),
                ResolvedUtc = table.Column<DateTime>(nullable: true),
                ResolvedById = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_CommentThreads", row => row.ThreadId));
        migrationBuilder.CreateIndex("IX_CommentThreads_ContentItemId_CreatedUtc", "CommentThreads", ["ContentItemId", "CreatedUtc"]);

        migrationBuilder.CreateTable(
            "Comments",
            table => new
            {
                CommentId = table.Column<string>(),
                ThreadId = table.Column<string>(),
                ContentItemVersionId = table.Column<string>(),
                UserId = table.Column<string>(nullable: true),
                UserName = table.Column<string>(),
                Utc = table.Column<DateTime>(),
                Text = table.Column<string>(),
                Replacement = table.Column<string>(nullable: true),
                Answer = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Comments", row => row.CommentId);
                table.ForeignKey("FK_Comments_CommentThreads_ThreadId", row => row.ThreadId, "CommentThreads", "ThreadId", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_Comments_ThreadId_Utc", "Comments", ["ThreadId", "Utc"]);
    }
}
