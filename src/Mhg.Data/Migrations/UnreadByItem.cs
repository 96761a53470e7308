using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>What a person has not read about one item is found among all that they have not read.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122162000_UnreadByItem")]
internal sealed class UnreadByItem : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_Notices_Unread", "Notices");
        migrationBuilder.CreateIndex("IX_Notices_Unread", "Notices", ["UserId", "ContentItemId"], filter: "\"ReadUtc\" IS NULL");
    }
}
