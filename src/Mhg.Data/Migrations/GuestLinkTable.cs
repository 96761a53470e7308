using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>Links by which people without an account see a draft.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122084500_GuestLinkTable")]
internal sealed class GuestLinkTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "GuestLinks",
            table => new
            {
                LinkId = table.Column<string>(),
                TokenHash = table.Column<string>(),
                ContentItemId = table.Column<string>(),
                Name = table.Column<string>(),
                Email = table.Column<string>(),
                Message = table.Column<string>(),
                MayDecide = table.Column<bool>(),
                InvitedById = table.Column<string>(),
                CreatedUtc = table.Column<DateTime>(),
                EndsUtc = table.Column<DateTime>(),
                OpenedUtc = table.Column<DateTime>(nullable: true),
                OpenedVersionId = table.Column<string>(nullable: true),
                CommentedUtc = table.Column<DateTime>(nullable: true),
                Decision = table.Column<string>(nullable: true),
                DecidedUtc = table.Column<DateTime>(nullable: true),
                DecidedVersionId = table.Column<string>(nullable: true),
                WithdrawnUtc = table.Column<DateTime>(nullable: true),
                SettledUtc = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_GuestLinks", row => row.LinkId));
        migrationBuilder.CreateIndex("IX_GuestLinks_TokenHash", "GuestLinks", "TokenHash", unique: true);
        migrationBuilder.CreateIndex("IX_GuestLinks_ContentItemId_CreatedUtc", "GuestLinks", ["ContentItemId", "CreatedUtc"]);
        migrationBuilder.CreateIndex("IX_GuestLinks_EndsUtc", "GuestLinks", "EndsUtc");
    }
}
