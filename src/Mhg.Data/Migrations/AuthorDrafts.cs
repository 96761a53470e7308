using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>The drafts that a person was the last to change are found, whoever owns them.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122161000_AuthorDrafts")]
internal sealed class AuthorDrafts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("IX_ContentItems_AuthorDrafts", "ContentItems", ["Author", "ModifiedUtc"], filter: "\"Latest\" AND NOT \"Published\"");
}
