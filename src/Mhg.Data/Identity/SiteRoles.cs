using Mhg.ContentManagement.Access;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Identity;

/// <summary>The roles of the site, as the database has them now.</summary>
internal sealed class SiteRoles(MhgDbContext db) : ISiteRoles
{
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = await db.Roles.Where(role => role.Name != null).OrderBy(role => role.Name).Select(role => role.Name!).ToListAsync(cancellationToken);
        return [.. names.Where(name => !Actors.IsAutomatic(name))];
    }
}
