using Mhg.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Web.Administration.Users;

/// <summary>The roles that people are put into; the two that everybody has by being signed in or not are not among them.</summary>
public sealed class AssignableRoles(RoleManager<MhgRole> roles)
{
    /// <summary>The roles, by name.</summary>
    public async Task<IReadOnlyList<MhgRole>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await roles.Roles.AsNoTracking().OrderBy(role => role.Name).ToListAsync(cancellationToken)).Where(role => !Actors.IsAutomatic(role.Name))];
}
