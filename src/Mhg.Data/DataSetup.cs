using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;
using Mhg.Data.Comments;
using Mhg.Data.Content;
using Mhg.Data.Documents;
using Mhg.Data.Identity;
using Mhg.Data.Opening;
using Mhg.Data.Transactions;
using Mhg.Data.Workflows;
using Mhg.Recipes;
using Mhg.Workflows;
using Mhg.Workflows.Notices;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks.Assigning;
using Mhg.Workflows.UserTasks.Outsiders;
using Mhg.Workflows.UserTasks.Figures;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mhg.Data;

/// <summary>Puts the database into a host's services.</summary>
public static class DataSetup
{
    /// <summary>
    /// Adds the stores, transactions and accounts. The database is made ready by <see cref="DatabaseOpening"/>, once, before
    /// anything else is asked of it.
    /// </summary>
    /// <returns>Identity, for what the host adds to it.</returns>
    public static IdentityBuilder AddMhgData(this IServiceCollection services, DataOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => DatabaseAddress.From(options));
        services.AddSingleton<DatabaseFaults>();
        services.AddSingleton<WriterGate>();
        services.AddSingleton<DocumentCache>();
        services.AddSingleton<AccountCache>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ContentReads>();
        services.AddDbContext<MhgDbContext>(Configure, ServiceLifetime.Scoped, optionsLifetime: ServiceLifetime.Singleton);
        services.AddScoped<DatabaseOpening>();

        services.AddScoped<UnitOfWork>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddScoped<IRecipeTransaction>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddScoped<IContentStore, ContentStore>();
        services.AddScoped<IDocumentStore, DocumentStore>();
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<IWorkflowStore, WorkflowStore>();
        services.AddScoped<INoticeStore, NoticeStore>();
        services.TryAddSingleton<OutboxSignal>();
        services.AddScoped<IOutboxStore, OutboxStore>();
        services.AddScoped<IAssignmentStore, AssignmentStore>();
        services.AddScoped<IGuestLinkStore, GuestLinkStore>();
        services.AddScoped<IReviewFigureStore, ReviewFigureStore>();
        services.AddScoped<ICommentStore, CommentStore>();
        services.AddRecipeStep<RolesStep>();
        services.AddRecipeStep<UsersStep>();

        services.AddScoped<Actors>();
        services.AddScoped<ISiteRoles, SiteRoles>();
        services.AddScoped<People>();
        services.AddScoped<AccountList>();
        services.AddScoped<IPeople>(provider => provider.GetRequiredService<People>());
        services.AddScoped<IUserConfirmation<MhgUser>, EnabledAccounts>();
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = TimeSpan.FromMinutes(1));
        return services.AddIdentity<MhgUser, MhgRole>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // Asks EnabledAccounts and not for a confirmed address.
            identity.SignIn.RequireConfirmedAccount = true;
            // Length is what makes a password hard to guess; rules about characters make it hard to remember (NIST SP 800-63B).
            identity.Password.RequiredLength = 12;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddEntityFrameworkStores<MhgDbContext>().AddDefaultTokenProviders();
    }

    /// <summary>
    /// Loads, on another thread, what the first question to the database needs: a good part of a start's work, for which the host need
    /// not be there. The database itself is not asked, and what is wrong with the options is told by whoever opens it.
    /// </summary>
    public static void Preload(DataOptions options) => _ = Task.Run(() =>
    {
        using var provider = new ServiceCollection().AddLogging().AddMhgData(options).Services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<MhgDbContext>().Users.AsNoTracking().ToQueryString();
    });

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder builder)
    {
        var address = provider.GetRequiredService<DatabaseAddress>();
        // The models are written as code while the project is built: Mhg.Data.ModelCompiler.
        // Lists of ids and types go as one parameter, so that the text of a query, and its plan, do not change with their length.
        if (address.Kind == DatabaseKind.Sqlite)
        {
            builder.UseSqlite(address.ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .UseModel(Models.Sqlite.MhgDbContextModel.Instance)
                .AddInterceptors(new KeptConnection());
        }
        else
        {
            builder.UseNpgsql(address.ConnectionString, server => server.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .UseModel(Models.PostgreSql.MhgDbContextModel.Instance);
        }
        builder.AddInterceptors(provider.GetRequiredService<DatabaseFaults>());
        // Migrations are written by hand and have no model beside them; a test compares what they make with the model.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }
}
