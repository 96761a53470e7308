using Mhg.Data.Audit;
using Mhg.Data.Comments;
using Mhg.Data.Content;
using Mhg.Data.Documents;
using Mhg.Data.Identity;
using Mhg.Data.Transactions;
using Mhg.Data.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data;

/// <summary>The site's database: one model for SQLite and PostgreSQL.</summary>
public sealed class MhgDbContext(DbContextOptions<MhgDbContext> options, WriterGate gate, AccountCache accounts, ChangeSignal signal)
    : IdentityDbContext<MhgUser, MhgRole, string>(options)
{
    /// <summary>The transaction that is going on; null where there is none.</summary>
    internal Unit? Unit { get; set; }

    internal IQueryable<ContentVersionRow> ContentItems => Set<ContentVersionRow>().AsNoTracking();

    /// <summary>Stores what is tracked. Outside of a unit of work it waits for its turn as that does.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var changesAccounts = ChangeTracker.Entries().Any(entry =>
            entry.State is not EntityState.Unchanged and not EntityState.Detached && entry.Entity is MhgUser or MhgRole or IdentityUserRole<string>);
        if (Unit is { } unit)
        {
            var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            if (changesAccounts)
                unit.AfterCommit.Add(accounts.Clear);
            return written;
        }
        using (await gate.EnterAsync(cancellationToken))
        {
            var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            if (changesAccounts)
            {
                accounts.Clear();
                signal.Raise();
            }
            return written;
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Texts sort by code points in SQLite; PostgreSQL would follow the server's language, each server another one.
        var ordinal = Database.IsNpgsql() ? "C" : null;
        builder.ApplyConfiguration(new ContentVersionRow.Mapping(ordinal));
        builder.ApplyConfiguration(new ContentValueRow.Mapping(ordinal));
        builder.ApplyConfiguration(new ContentReferenceRow.Mapping());
        builder.ApplyConfiguration(new ContentAudienceRow.Mapping());
        builder.ApplyConfiguration(new ContentChangeRow.Mapping());
        builder.ApplyConfiguration(new AuditEventRow.Mapping());
        builder.ApplyConfiguration(new DocumentRow.Mapping());
        builder.ApplyConfiguration(new WorkflowRow.Mapping());
        builder.ApplyConfiguration(new BlockingActivityRow.Mapping());
        builder.ApplyConfiguration(new NoticeRow.Mapping());
        builder.ApplyConfiguration(new OutboxMessageRow.Mapping());
        builder.ApplyConfiguration(new AssignmentRow.Mapping());
        builder.ApplyConfiguration(new AbsenceRow.Mapping());
        builder.ApplyConfiguration(new GuestLinkRow.Mapping());
        builder.ApplyConfiguration(new CommentThreadRow.Mapping());
        builder.ApplyConfiguration(new CommentRow.Mapping());

        builder.Entity<MhgUser>(user =>
        {
            user.ToTable("Users");
            user.Property(u => u.NoticeMail).HasConversion<string>();
        });
        builder.Entity<MhgRole>(role =>
        {
            role.ToTable("Roles");
            role.Property(r => r.Permissions).HasConversion<PermissionListConverter, PermissionListComparer>();
        });
        builder.Entity<IdentityUserRole<string>>().ToTable("UserRoles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<string>>().ToTable("UserTokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("RoleClaims");
    }
}
