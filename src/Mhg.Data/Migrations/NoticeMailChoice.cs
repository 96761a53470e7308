using Mhg.Workflows.Notices;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

/// <summary>Whether a person's notices come by e-mail, too.</summary>
[DbContext(typeof(MhgDbContext))]
[Migration("20261122063500_NoticeMailChoice")]
internal sealed class NoticeMailChoice : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("NoticeMail", "Users", defaultValue: nameof(NoticeMail.AtOnce));
}
