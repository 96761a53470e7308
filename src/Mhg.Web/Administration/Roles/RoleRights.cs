using System.Text.RegularExpressions;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Web.Administration.Audit;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Web.Administration.Roles;

/// <summary>What administrators do to roles. Each change is made whole, with its audit event, or refused.</summary>
public sealed partial class RoleRights(
    RoleManager<MhgRole> roles, UserManager<MhgUser> users, Delegation delegation, IUnitOfWork unitOfWork, AuditNotes audit)
{
    /// <summary>Makes a role without any permissions.</summary>
    /// <exception cref="RefusedException">There is one of that name, or the name can't be used.</exception>
    public Task CreateAsync(string name, string description, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        // Names of roles stand in addresses and in the audiences of content.
        if (!PlainName().IsMatch(name))
            throw new RefusedException(new Refusal("Name", "A role's name begins with a letter and has letters, digits, blanks and - only. Choose another one."));
        if (name.Equals("new", StringComparison.OrdinalIgnoreCase) || Audience.IsEverybodys(name))
            throw new RefusedException(new Refusal("Name", $"“{name}” means something else on this site. Choose another name."));
        RefusedException.ThrowIfFailed(await roles.CreateAsync(new MhgRole { Name = name, Description = description }));
        await audit.AddAsync("RoleCreated", new() { ["Role"] = name }, token);
    }, cancellationToken);

    /// <summary>Changes what a role is for and what it may do.</summary>
    /// <param name="name">The role.</param>
    /// <param name="seen">The role's concurrency stamp when the form was opened.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="offered">The permissions that the form offered; the role keeps what it has of others.</param>
    /// <param name="granted">Those of them that the role is to have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedException">The change would give or take rights that the actor lacks, or the role was changed meanwhile.</exception>
    public Task ChangeAsync(
        string name, string? seen, string description, IReadOnlySet<string> offered, IReadOnlySet<string> granted, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var role = await FindAsync(name);
        if (role.ConcurrencyStamp != seen)
            throw new RefusedException(new Refusal("", "Somebody else changed this role while you had it open. Reload the page to see how it is now, and make your change again."));
        var (description0, before) = (role.Description, role.Permissions);
        role.Description = description;
        role.Permissions = [.. before.Where(permission => !offered.Contains(permission) || granted.Contains(permission)), .. granted.Where(offered.Contains).Except(before).Order(StringComparer.Ordinal)];
        var (added, removed) = (role.Permissions.Except(before).ToList(), before.Except(role.Permissions).ToList());
        if (!delegation.MayGrant([.. added, .. removed]))
            throw new RefusedException(new Refusal("", "You can give and take away only rights that you have yourself. Ask an administrator who has them."));
        RefusedException.ThrowIfFailed(await roles.UpdateAsync(role));
        await delegation.KeepAnOwnerAsync(token);
        await audit.AddChangesAsync("RoleChanged", new() { ["Role"] = name },
            [("Description", description0, description), ("Given", "", string.Join(", ", added)), ("Taken away", "", string.Join(", ", removed))], token);
    }, cancellationToken);

    /// <summary>Deletes a role that nobody is in.</summary>
    /// <exception cref="RefusedException">Somebody is in it, or the site needs it.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var role = await FindAsync(name);
        if (Actors.IsAutomatic(name))
            throw new RefusedException(new Refusal("", "The site needs this role: everybody has it, by having signed in or not."));
        if ((await users.GetUsersInRoleAsync(name)).Count is > 0 and var count)
            throw new RefusedException(new Refusal("", $"{(count == 1 ? "One person is" : $"{count} people are")} in this role. Take them out of it first."));
        if (!delegation.MayGrant(role.Permissions))
            throw new RefusedException(new Refusal("", "The role has rights that you do not have. Ask an administrator who has them."));
        RefusedException.ThrowIfFailed(await roles.DeleteAsync(role));
        await audit.AddAsync("RoleDeleted", new() { ["Role"] = name, ["Permissions"] = string.Join(", ", role.Permissions) }, token);
    }, cancellationToken);

    private async Task<MhgRole> FindAsync(string name) =>
        await roles.FindByNameAsync(name) ?? throw new RefusedException(new Refusal("", "The role is not there any more."));

    [GeneratedRegex(@"^\p{L}[\p{L}\p{Nd} -]{0,63}$")]
    private static partial Regex PlainName();
}
