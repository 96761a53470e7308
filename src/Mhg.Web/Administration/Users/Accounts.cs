using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Web.Administration.Audit;
using Mhg.Workflows.Activities.People;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Web.Administration.Users;

/// <summary>What an administrator decides about an account.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="DisplayName">The name that others see; empty for the user name.</param>
/// <param name="IsEnabled">Whether the person may sign in.</param>
/// <param name="Roles">The names of all roles that the person has.</param>
public sealed record AccountDetails(string UserName, string Email, string DisplayName, bool IsEnabled, IReadOnlyList<string> Roles);

/// <summary>What administrators do to accounts. Each change is made whole, with its audit event, or refused.</summary>
public sealed class Accounts(
    UserManager<MhgUser> users, RoleManager<MhgRole> roles, Delegation delegation, IUnitOfWork unitOfWork, AccountEvents events, AuditNotes audit)
{
    /// <summary>Makes an account.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">Something has to be mended first.</exception>
    public Task<string> CreateAsync(AccountDetails details, string password, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var user = new MhgUser();
        Apply(details, user);
        RefusedException.ThrowIfFailed(await users.CreateAsync(user, password));
        await SetRolesAsync(user, details.Roles);
        await audit.AddAsync("UserCreated", new() { ["Account"] = user.UserName, ["Roles"] = Names(details.Roles) }, token);
        await events.RaiseAsync<UserCreatedEvent>(user.ToPerson(), token);
        return user.Id;
    }, cancellationToken);

    /// <summary>Changes an account.</summary>
    /// <param name="id">The account.</param>
    /// <param name="seen">The account's concurrency stamp when the form was opened.</param>
    /// <param name="details">How it is to be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedException">Something has to be mended first, or the account was changed meanwhile.</exception>
    public Task ChangeAsync(string id, string? seen, AccountDetails details, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var user = await FindAsync(id);
        if (user.ConcurrencyStamp != seen)
            throw new RefusedException(new Refusal("", "Somebody else changed this account while you had it open. Reload the page to see how it is now, and make your change again."));
        var before = new AccountDetails(user.UserName ?? "", user.Email ?? "", user.DisplayName, user.IsEnabled, [.. await users.GetRolesAsync(user)]);
        Apply(details, user);
        RefusedException.ThrowIfFailed(await users.UpdateAsync(user));
        await SetRolesAsync(user, details.Roles);
        await delegation.KeepAnOwnerAsync(token);
        await audit.AddChangesAsync("UserChanged", new() { ["Account"] = before.UserName },
        [
            ("User name", before.UserName, details.UserName),
            ("E-mail", before.Email, details.Email),
            ("Display name", before.DisplayName, details.DisplayName),
            ("May sign in", before.IsEnabled ? "yes" : "no", details.IsEnabled ? "yes" : "no"),
            ("Roles", Names(before.Roles), Names(details.Roles)),
        ], token);
        await events.RaiseAsync<UserUpdatedEvent>(user.ToPerson(), token);
        if (before.IsEnabled != details.IsEnabled)
            await (details.IsEnabled ? events.RaiseAsync<UserEnabledEvent>(user.ToPerson(), token) : events.RaiseAsync<UserDisabledEvent>(user.ToPerson(), token));
    }, cancellationToken);

    /// <summary>Gives an account a new password. Whoever is signed in with the old one is signed out.</summary>
    /// <exception cref="RefusedException">The password is too weak.</exception>
    public Task SetPasswordAsync(string id, string password, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var user = await FindAsync(id);
        RefusedException.ThrowIfFailed(await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password));
        await ForgetWrongPasswordsAsync(user);
        await audit.AddAsync("PasswordSet", new() { ["Account"] = user.UserName }, token);
    }, cancellationToken);

    /// <summary>Lets a person sign in again at once who typed too many wrong passwords.</summary>
    public Task UnlockAsync(string id, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var user = await FindAsync(id);
        await ForgetWrongPasswordsAsync(user);
        await audit.AddAsync("UserUnlocked", new() { ["Account"] = user.UserName }, token);
    }, cancellationToken);

    /// <summary>Whether the present actor may change an account: not one with rights that they lack.</summary>
    public async Task<bool> MayChangeAsync(MhgUser user)
    {
        foreach (var name in await users.GetRolesAsync(user))
        {
            if (!await MayGrantAsync(name))
                return false;
        }
        return true;
    }

    private async Task<MhgUser> FindAsync(string id)
    {
        var user = await users.FindByIdAsync(id) ?? throw new RefusedException(new Refusal("", "The account is not there any more."));
        return await MayChangeAsync(user) ? user : throw new RefusedException(new Refusal("", "The person has rights that you do not have. Ask an administrator who has them."));
    }

    private async Task SetRolesAsync(MhgUser user, IReadOnlyList<string> wanted)
    {
        var had = await users.GetRolesAsync(user);
        var added = wanted.Except(had, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var name in added)
        {
            if (!await roles.RoleExistsAsync(name))
                throw new RefusedException(new Refusal("Roles", $"There is no role “{name}” any more. Choose another one."));
            if (!await MayGrantAsync(name))
                throw new RefusedException(new Refusal("Roles", $"The role “{name}” has rights that you do not have. Ask an administrator who has them."));
        }
        RefusedException.ThrowIfFailed(await users.RemoveFromRolesAsync(user, had.Except(wanted, StringComparer.OrdinalIgnoreCase)));
        RefusedException.ThrowIfFailed(await users.AddToRolesAsync(user, added));
    }

    private async Task<bool> MayGrantAsync(string role) => await roles.FindByNameAsync(role) is not { } found || delegation.MayGrant(found.Permissions);

    private async Task ForgetWrongPasswordsAsync(MhgUser user)
    {
        RefusedException.ThrowIfFailed(await users.SetLockoutEndDateAsync(user, null));
        RefusedException.ThrowIfFailed(await users.ResetAccessFailedCountAsync(user));
    }

    private static void Apply(AccountDetails details, MhgUser user)
    {
        user.UserName = details.UserName;
        user.Email = details.Email;
        user.DisplayName = details.DisplayName;
        user.IsEnabled = details.IsEnabled;
    }

    private static string Names(IEnumerable<string> roles) => string.Join(", ", roles.Order(StringComparer.OrdinalIgnoreCase));
}
