using Mhg.Web.Administration.Audit;
using Mhg.Web.Administration.Roles;
using Mhg.Web.Administration.Users;

namespace Mhg.Web.Administration;

/// <summary>Puts the pages for administrators into the host.</summary>
public static class AdministrationSetup
{
    /// <summary>Adds what the pages need.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddScoped<AuditNotes>()
        .AddScoped<Delegation>()
        .AddScoped<Accounts>()
        .AddScoped<AssignableRoles>()
        .AddScoped<RoleRights>();
}
