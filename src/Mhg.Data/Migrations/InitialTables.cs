using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mhg.Data.Migrations;

[DbContext(typeof(MhgDbContext))]
[Migration("20261121000000_InitialTables")]
internal sealed class InitialTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // SQLite compares texts by code points as it is.
        var ordinal = migrationBuilder.IsNpgsql() ? "C" : null;
        AddContent(migrationBuilder, ordinal);
        AddLogsAndDocuments(migrationBuilder);
        AddWorkflows(migrationBuilder);
        AddAccounts(migrationBuilder);
    }

    private static void AddContent(MigrationBuilder migration, string? ordinal)
    {
        migration.CreateTable(
            "ContentItems",
            table => new
            {
                Id = table.Column<long>(),
                ContentItemId = table.Column<string>(),
                ContentItemVersionId = table.Column<string>(),
                ContentType = table.Column<string>(),
                DisplayText = table.Column<string>(),
                SortText = table.Column<string>(collation: ordinal),
                Latest = table.Column<bool>(),
                Published = table.Column<bool>(),
                CreatedUtc = table.Column<DateTime>(nullable: true),
                ModifiedUtc = table.Column<DateTime>(nullable: true),
                PublishedUtc = table.Column<DateTime>(nullable: true),
                Owner = table.Column<string>(),
                Author = table.Column<string>(),
                Path = table.Column<string>(nullable: true),
                Alias = table.Column<string>(nullable: true),
                Content = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_ContentItems", row => row.Id));
        migration.CreateIndex("IX_ContentItems_ContentItemVersionId", "ContentItems", "ContentItemVersionId", unique: true);
        migration.CreateIndex("IX_ContentItems_ContentItemId_Id", "ContentItems", ["ContentItemId", "Id"]);
        migration.CreateIndex("IX_ContentItems_OneLatest", "ContentItems", "ContentItemId", unique: true, filter: "\"Latest\"");
        migration.CreateIndex("IX_ContentItems_OnePublished", "ContentItems", "ContentItemId", unique: true, filter: "\"Published\"");
        migration.CreateIndex("IX_ContentItems_OnePublishedPath", "ContentItems", "Path", unique: true, filter: "\"Published\"");
        migration.CreateIndex("IX_ContentItems_Path", "ContentItems", "Path", filter: "\"Path\" IS NOT NULL");
        migration.CreateIndex("IX_ContentItems_Alias", "ContentItems", "Alias", filter: "\"Alias\" IS NOT NULL");
        migration.CreateIndex(
            "IX_ContentItems_Newest", "ContentItems", ["PublishedUtc", "ContentItemId"], filter: "\"Published\"", descending: [true, false]);
        migration.CreateIndex(
            "IX_ContentItems_TypeNewest", "ContentItems", ["ContentType", "PublishedUtc", "ContentItemId"], filter: "\"Published\"", descending: [false, true, false]);
        migration.CreateIndex("IX_ContentItems_TypeTitle", "ContentItems", ["ContentType", "SortText", "ContentItemId"], filter: "\"Published\"");
        migration.CreateIndex("IX_ContentItems_TypeChanged", "ContentItems", ["ContentType", "ModifiedUtc"], filter: "\"Latest\"");
        migration.CreateIndex("IX_ContentItems_OwnerChanged", "ContentItems", ["Owner", "ModifiedUtc"], filter: "\"Latest\"");

        migration.CreateTable(
            "ContentValues",
            table => new
            {
                VersionId = table.Column<long>(),
                Name = table.Column<string>(),
                Ordinal = table.Column<int>(),
                Text = table.Column<string>(nullable: true, collation: ordinal),
                Number = table.Column<double>(nullable: true),
                Utc = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ContentValues", row => new { row.VersionId, row.Name, row.Ordinal });
                table.ForeignKey("FK_ContentValues_ContentItems_VersionId", row => row.VersionId, "ContentItems", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_ContentValues_Name_Text_VersionId", "ContentValues", ["Name", "Text", "VersionId"], filter: "\"Text\" IS NOT NULL");
        migration.CreateIndex("IX_ContentValues_Name_Utc_VersionId", "ContentValues", ["Name", "Utc", "VersionId"], filter: "\"Utc\" IS NOT NULL");

        migration.CreateTable(
            "ContentReferences",
            table => new { VersionId = table.Column<long>(), Name = table.Column<string>(), TargetId = table.Column<string>() },
            constraints: table =>
            {
                table.PrimaryKey("PK_ContentReferences", row => new { row.VersionId, row.Name, row.TargetId });
                table.ForeignKey("FK_ContentReferences_ContentItems_VersionId", row => row.VersionId, "ContentItems", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_ContentReferences_TargetId_Name_VersionId", "ContentReferences", ["TargetId", "Name", "VersionId"]);

        migration.CreateTable(
            "ContentAudiences",
            table => new { VersionId = table.Column<long>(), Token = table.Column<string>() },
            constraints: table =>
            {
                table.PrimaryKey("PK_ContentAudiences", row => new { row.VersionId, row.Token });
                table.ForeignKey("FK_ContentAudiences_ContentItems_VersionId", row => row.VersionId, "ContentItems", "Id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void AddLogsAndDocuments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "ChangeLog",
            table => new
            {
                Number = table.Column<long>().Counted(),
                ContentItemId = table.Column<string>(),
                ContentType = table.Column<string>(),
                Utc = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("PK_ChangeLog", row => row.Number));

        migration.CreateTable(
            "AuditEvents",
            table => new
            {
                Id = table.Column<long>().Counted(),
                Utc = table.Column<DateTime>(),
                UserId = table.Column<string>(nullable: true),
                UserName = table.Column<string>(),
                Name = table.Column<string>(),
                ContentItemId = table.Column<string>(nullable: true),
                ContentItemVersionId = table.Column<string>(nullable: true),
                ContentType = table.Column<string>(nullable: true),
                Comment = table.Column<string>(nullable: true),
                Data = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_AuditEvents", row => row.Id));
        migration.CreateIndex("IX_AuditEvents_ContentItemId_Id", "AuditEvents", ["ContentItemId", "Id"], filter: "\"ContentItemId\" IS NOT NULL");

        migration.CreateTable(
            "Documents",
            table => new { Kind = table.Column<string>(), Name = table.Column<string>(), Json = table.Column<string>() },
            constraints: table => table.PrimaryKey("PK_Documents", row => new { row.Kind, row.Name }));
    }

    private static void AddWorkflows(MigrationBuilder migration)
    {
        migration.CreateTable(
            "Workflows",
            table => new
            {
                WorkflowId = table.Column<string>(),
                WorkflowTypeId = table.Column<string>(),
                Status = table.Column<string>(),
                CorrelationId = table.Column<string>(nullable: true),
                CreatedUtc = table.Column<DateTime>(),
                FaultMessage = table.Column<string>(nullable: true),
                Revision = table.Column<long>(),
                State = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_Workflows", row => row.WorkflowId));
        migration.CreateIndex("IX_Workflows_CorrelationId_CreatedUtc", "Workflows", ["CorrelationId", "CreatedUtc"], filter: "\"CorrelationId\" IS NOT NULL");
        migration.CreateIndex("IX_Workflows_WorkflowTypeId_Status_CreatedUtc", "Workflows", ["WorkflowTypeId", "Status", "CreatedUtc"]);

        migration.CreateTable(
            "BlockingActivities",
            table => new
            {
                WorkflowId = table.Column<string>(),
                ActivityId = table.Column<string>(),
                WorkflowTypeId = table.Column<string>(),
                Name = table.Column<string>(),
                IsStart = table.Column<bool>(),
                SinceUtc = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_BlockingActivities", row => new { row.WorkflowId, row.ActivityId });
                table.ForeignKey("FK_BlockingActivities_Workflows_WorkflowId", row => row.WorkflowId, "Workflows", "WorkflowId", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex(
            "IX_BlockingActivities_WorkflowTypeId_ActivityId_SinceUtc", "BlockingActivities", ["WorkflowTypeId", "ActivityId", "SinceUtc"]);

        migration.CreateTable(
            "Notices",
            table => new
            {
                NoticeId = table.Column<string>(),
                UserId = table.Column<string>(),
                CreatedUtc = table.Column<DateTime>(),
                Subject = table.Column<string>(),
                Summary = table.Column<string>(),
                TextBody = table.Column<string>(),
                HtmlBody = table.Column<string>(),
                IsHtmlPreferred = table.Column<bool>(),
                ContentItemId = table.Column<string>(nullable: true),
                ReadUtc = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Notices", row => row.NoticeId));
        migration.CreateIndex("IX_Notices_UserId_CreatedUtc", "Notices", ["UserId", "CreatedUtc"]);
        migration.CreateIndex("IX_Notices_Unread", "Notices", "UserId", filter: "\"ReadUtc\" IS NULL");
    }

    private static void AddAccounts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "Users",
            table => new
            {
                Id = table.Column<string>(),
                DisplayName = table.Column<string>(),
                TimeZoneId = table.Column<string>(nullable: true),
                Culture = table.Column<string>(nullable: true),
                IsEnabled = table.Column<bool>(),
                UserName = table.Column<string>(maxLength: 256, nullable: true),
                NormalizedUserName = table.Column<string>(maxLength: 256, nullable: true),
                Email = table.Column<string>(maxLength: 256, nullable: true),
                NormalizedEmail = table.Column<string>(maxLength: 256, nullable: true),
                EmailConfirmed = table.Column<bool>(),
                PasswordHash = table.Column<string>(nullable: true),
                SecurityStamp = table.Column<string>(nullable: true),
                ConcurrencyStamp = table.Column<string>(nullable: true),
                PhoneNumber = table.Column<string>(nullable: true),
                PhoneNumberConfirmed = table.Column<bool>(),
                TwoFactorEnabled = table.Column<bool>(),
                LockoutEnd = table.Column<DateTimeOffset>(nullable: true),
                LockoutEnabled = table.Column<bool>(),
                AccessFailedCount = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_Users", row => row.Id));
        migration.CreateIndex("UserNameIndex", "Users", "NormalizedUserName", unique: true);
        migration.CreateIndex("EmailIndex", "Users", "NormalizedEmail");

        migration.CreateTable(
            "Roles",
            table => new
            {
                Id = table.Column<string>(),
                Description = table.Column<string>(),
                Permissions = table.Column<string>(),
                Name = table.Column<string>(maxLength: 256, nullable: true),
                NormalizedName = table.Column<string>(maxLength: 256, nullable: true),
                ConcurrencyStamp = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Roles", row => row.Id));
        migration.CreateIndex("RoleNameIndex", "Roles", "NormalizedName", unique: true);

        migration.CreateTable(
            "UserRoles",
            table => new { UserId = table.Column<string>(), RoleId = table.Column<string>() },
            constraints: table =>
            {
                table.PrimaryKey("PK_UserRoles", row => new { row.UserId, row.RoleId });
                table.ForeignKey("FK_UserRoles_Roles_RoleId", row => row.RoleId, "Roles", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_UserRoles_Users_UserId", row => row.UserId, "Users", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_UserRoles_RoleId", "UserRoles", "RoleId");

        migration.CreateTable(
            "UserClaims",
            table => new
            {
                Id = table.Column<int>().Counted(),
                UserId = table.Column<string>(),
                ClaimType = table.Column<string>(nullable: true),
                ClaimValue = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_UserClaims", row => row.Id);
                table.ForeignKey("FK_UserClaims_Users_UserId", row => row.UserId, "Users", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_UserClaims_UserId", "UserClaims", "UserId");

        migration.CreateTable(
            "UserLogins",
            table => new
            {
                LoginProvider = table.Column<string>(),
                ProviderKey = table.Column<string>(),
                ProviderDisplayName = table.Column<string>(nullable: true),
                UserId = table.Column<string>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_UserLogins", row => new { row.LoginProvider, row.ProviderKey });
                table.ForeignKey("FK_UserLogins_Users_UserId", row => row.UserId, "Users", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_UserLogins_UserId", "UserLogins", "UserId");

        migration.CreateTable(
            "UserTokens",
            table => new
            {
                UserId = table.Column<string>(),
                LoginProvider = table.Column<string>(),
                Name = table.Column<string>(),
                Value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_UserTokens", row => new { row.UserId, row.LoginProvider, row.Name });
                table.ForeignKey("FK_UserTokens_Users_UserId", row => row.UserId, "Users", "Id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            "RoleClaims",
            table => new
            {
                Id = table.Column<int>().Counted(),
                RoleId = table.Column<string>(),
                ClaimType = table.Column<string>(nullable: true),
                ClaimValue = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_RoleClaims", row => row.Id);
                table.ForeignKey("FK_RoleClaims_Roles_RoleId", row => row.RoleId, "Roles", "Id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("IX_RoleClaims_RoleId", "RoleClaims", "RoleId");
    }
}
