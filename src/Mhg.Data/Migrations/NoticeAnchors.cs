using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>Notices lead to a place within what they are about.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122161500_NoticeAnchors")]
internal sealed class NoticeAnchors : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Anchor", "Notices", nullable: true);
}
