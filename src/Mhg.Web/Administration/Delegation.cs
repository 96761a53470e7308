using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;

namespace Mhg.Web.Administration;

/// <summary>
/// What people who administer can't do: give or take rights that they do not hold themselves, and leave the site without anybody
/// who may do everything.
/// </summary>
public sealed class Delegation(CurrentActor current, AccountList accounts)
{
    /// <summary>Whether the present actor may give these permissions to others, or take them away.</summary>
    public bool MayGrant(IEnumerable<string> permissions) => permissions.All(permission => current.Actor.Can(new Permission(permission, "")));

    /// <summary>Refuses the change that has just been made, in whose transaction it is called, when nobody is left who owns the site.</summary>
    /// <exception cref="RefusedException">Nobody is left.</exception>
    public async Task KeepAnOwnerAsync(CancellationToken cancellationToken)
    {
        if (await accounts.CountHoldersAsync(Actor.SiteOwner, cancellationToken) == 0)
            throw new RefusedException(new Refusal("", "This would leave the site without an administrator who can sign in. Make somebody else an administrator first."));
    }
}
