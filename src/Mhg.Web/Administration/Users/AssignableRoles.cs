using Mhg.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Web.Administration.Users;

/// <summary>The roles that people are put into; the two that everybody has by being signed in or not are not among them.</summary>
public sealed class AssignableRoles(RoleManager<MhgRole> roles)
{
    /// <summary>Whether a role is one that nobody is put into.</summary>
    public static bool IsAutomatic(string? role) =>
        Actors.Anonymous.Equals(role, StringComparison.OrdinalIgnoreCase) || Actors.Authenticated.Equals(role, StringComparison.OrdinalIgnoreCase);

    /// <summary>The roles, by name.</summary>
    public async Task<IReadOnlyList<MhgRole>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await roles.Roles.AsNoTracking().OrderBy(role => role.Name).ToListAsync(cancellationToken)).Where(role => !IsAutomatic(role.Name))];
}
