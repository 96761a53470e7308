using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Web.Administration.Roles;

/// <summary>All roles.</summary>
[RequirePermission(nameof(SitePermissions.ManageRoles))]
public sealed class RoleListModel(RoleManager<MhgRole> roles, AccountList accounts) : PageModel
{
    public IReadOnlyList<MhgRole> Roles { get; private set; } = [];

    public IReadOnlyDictionary<string, int> People { get; private set; } = new Dictionary<string, int>();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Roles = await roles.Roles.AsNoTracking().OrderBy(role => role.Name).ToListAsync(cancellationToken);
        People = await accounts.CountByRoleAsync(cancellationToken);
    }
}
