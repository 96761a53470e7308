using System.Security.Claims;
using Mhg.ContentManagement.Access;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Identity;

/// <summary>Who a signed-in principal is for the site: an account's roles as they are now, and what these may do.</summary>
public sealed class Actors(MhgDbContext db, AccountCache cache)
{
    /// <summary>The role that visitors have.</summary>
    public const string Anonymous = "Anonymous";

    /// <summary>The role that everybody has who has signed in, beside their own.</summary>
    public const string Authenticated = "Authenticated";

    /// <summary>Whether a role is one that nobody is put into.</summary>
    public static bool IsAutomatic(string? role) =>
        Anonymous.Equals(role, StringComparison.OrdinalIgnoreCase) || Authenticated.Equals(role, StringComparison.OrdinalIgnoreCase);

    /// <summary>The actor of a request. An account that is gone or switched off is a visitor.</summary>
    public ValueTask<Actor> FromAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default) =>
        FromUserIdAsync(principal.Identity?.IsAuthenticated == true ? principal.FindFirstValue(ClaimTypes.NameIdentifier) : null, cancellationToken);

    /// <summary>The actor that a user is; a visitor for null.</summary>
    public async ValueTask<Actor> FromUserIdAsync(string? userId, CancellationToken cancellationToken = default)
    {
        var generation = cache.Current;
        var permissions = generation.Permissions ??= await PermissionsAsync(cancellationToken);
        if (userId is null || await AccountAsync(generation, userId, cancellationToken) is not { IsEnabled: true } account)
            return new Actor(null, "", [Anonymous], permissions.GetValueOrDefault(Anonymous, []));
        string[] roles = [Authenticated, .. account.Roles];
        return new Actor(userId, account.UserName, roles, roles.SelectMany(role => permissions.GetValueOrDefault(role, [])));
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> PermissionsAsync(CancellationToken cancellationToken) =>
        await db.Roles.AsNoTracking().Where(role => role.Name != null)
            .ToDictionaryAsync(role => role.Name!, role => role.Permissions, StringComparer.OrdinalIgnoreCase, cancellationToken);

    private async ValueTask<AccountCache.Account?> AccountAsync(AccountCache.Generation generation, string userId, CancellationToken cancellationToken)
    {
        if (generation.Accounts.TryGetValue(userId, out var known))
            return known;
        var user = await db.Users.AsNoTracking().Where(u => u.Id == userId).Select(u => new { u.UserName, u.IsEnabled }).FirstOrDefaultAsync(cancellationToken);
        var roles = await (from member in db.UserRoles
                           join role in db.Roles on member.RoleId equals role.Id
                           where member.UserId == userId && role.Name != null
                           select role.Name).ToListAsync(cancellationToken);
        return generation.Accounts[userId] = user is null ? null : new AccountCache.Account(user.UserName ?? "", user.IsEnabled, roles);
    }
}
