using Mhg.Data.Content;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Identity;

/// <summary>An account as administrators list it.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="DisplayName">The name that others see; never empty.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="IsEnabled">Whether the person may sign in.</param>
/// <param name="LockedUntil">Until when nobody can sign in after too many wrong passwords; null where that is not so, or is over.</param>
/// <param name="Roles">The names of the roles.</param>
public sealed record AccountSummary(
    string Id, string UserName, string DisplayName, string Email, bool IsEnabled, DateTimeOffset? LockedUntil, IReadOnlyList<string> Roles);

/// <summary>Every account, those that are switched off included: for administrators. Other pages name people through <see cref="People"/>.</summary>
public sealed class AccountList(MhgDbContext db, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>The accounts whose name, user name or address contains a text, by name.</summary>
    /// <param name="text">What was typed; empty for all.</param>
    /// <param name="role">Only people in this role; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<AccountSummary>> SearchAsync(string text, string? role = null, CancellationToken cancellationToken = default)
    {
        var users = db.Users.AsNoTracking();
        if (role is not null)
        {
            var name = normalizer.NormalizeName(role);
            users = users.Where(user => db.UserRoles.Any(member => member.UserId == user.Id && db.Roles.Any(r => r.Id == member.RoleId && r.NormalizedName == name)));
        }
        // As for pickers: a network has hundreds of accounts, so names are folded here, where accents are known.
        var found = await users.ToListAsync(cancellationToken);
        var roles = (await (from member in db.UserRoles
                            join r in db.Roles on member.RoleId equals r.Id
                            orderby r.Name
                            select new { member.UserId, r.Name }).ToListAsync(cancellationToken)).ToLookup(member => member.UserId, member => member.Name!);
        var wanted = SortText.Of(text.Trim());
        var now = time.GetUtcNow();
        return
        [
            .. from user in found
               let account = new AccountSummary(
                   user.Id, user.UserName ?? "", user.DisplayName is { Length: > 0 } displayName ? displayName : user.UserName ?? "", user.Email ?? "", user.IsEnabled,
                   user.LockoutEnd > now ? user.LockoutEnd : null, [.. roles[user.Id]])
               where SortText.Of(account.DisplayName).Contains(wanted, StringComparison.Ordinal)
                   || SortText.Of(account.UserName).Contains(wanted, StringComparison.Ordinal)
                   || SortText.Of(account.Email).Contains(wanted, StringComparison.Ordinal)
               orderby SortText.Of(account.DisplayName), account.Id
               select account,
        ];
    }

    /// <summary>How many accounts are in each role, by the role's name; roles without any are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountByRoleAsync(CancellationToken cancellationToken = default) =>
        await (from member in db.UserRoles
               join role in db.Roles on member.RoleId equals role.Id
               group member by role.Name into members
               select new { Name = members.Key, Count = members.Count() }).ToDictionaryAsync(role => role.Name!, role => role.Count, StringComparer.OrdinalIgnoreCase, cancellationToken);

    /// <summary>How many people may sign in and hold a permission themselves, by one of their roles.</summary>
    public async Task<int> CountHoldersAsync(string permission, CancellationToken cancellationToken = default)
    {
        var roles = (await db.Roles.AsNoTracking().ToListAsync(cancellationToken)).Where(role => role.Permissions.Contains(permission)).Select(role => role.Id).ToList();
        return await db.Users.CountAsync(user => user.IsEnabled && db.UserRoles.Any(member => member.UserId == user.Id && roles.Contains(member.RoleId)), cancellationToken);
    }
}
