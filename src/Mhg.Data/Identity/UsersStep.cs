using System.Text.Json;
using Mhg.Recipes;
using Mhg.Workflows.Activities.People;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Data.Identity;

/// <summary>
/// The recipe step <c>Users</c>: adds accounts, or brings those up to date that are there by id or by name. A password comes as
/// its hash only; what the step does not name stays as it is.
/// </summary>
public sealed class UsersStep(UserManager<MhgUser> users, RoleManager<MhgRole> roles, AccountEvents? events = null) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "Users";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Json.Deserialize<Step>(RolesStep.RecipeJson)!.Users;
        for (var i = 0; i < wanted.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ApplyAsync(wanted[i], context, $"$.Users[{i}]", cancellationToken);
            context.Report(i + 1, wanted.Count);
        }
    }

    private async Task ApplyAsync(User wanted, RecipeStepContext context, string path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(wanted.UserName))
        {
            context.Problem("A user needs a UserName.", path);
            return;
        }
        var user = (wanted.UserId is { Length: > 0 } id ? await users.FindByIdAsync(id) : null) ?? await users.FindByNameAsync(wanted.UserName);
        var isNew = user is null;
        user ??= new MhgUser();
        if (isNew && wanted.UserId is { Length: > 0 } newId)
            user.Id = newId;
        user.UserName = wanted.UserName;
        user.Email = wanted.Email ?? user.Email;
        user.DisplayName = wanted.DisplayName ?? user.DisplayName;
        user.TimeZoneId = wanted.TimeZoneId ?? user.TimeZoneId;
        user.Culture = wanted.Culture ?? user.Culture;
        user.EmailConfirmed = wanted.EmailConfirmed ?? user.EmailConfirmed;
        user.IsEnabled = wanted.IsEnabled ?? user.IsEnabled;
        user.LockoutEnabled = true;
        var newPassword = wanted.PasswordHash is { Length: > 0 } hash && hash != user.PasswordHash;
        if (newPassword)
            user.PasswordHash = wanted.PasswordHash;

        if (!Succeeded(isNew ? await users.CreateAsync(user) : await users.UpdateAsync(user)))
            return;
        // Whoever is signed in with the old password is signed out.
        if (newPassword && !isNew && !Succeeded(await users.UpdateSecurityStampAsync(user)))
            return;
        // A host without workflows has nobody to tell.
        if (events is not null)
            await (isNew ? events.RaiseAsync<UserCreatedEvent>(user.ToPerson(), cancellationToken) : events.RaiseAsync<UserUpdatedEvent>(user.ToPerson(), cancellationToken));
        if (wanted.RoleNames is not { } names)
            return;
        foreach (var unknown in await UnknownAsync(names))
            context.Problem($"There is no role “{unknown}” for “{wanted.UserName}”. Add it with a Roles step before.", path + ".RoleNames");
        var had = await users.GetRolesAsync(user);
        var known = names.Except(await UnknownAsync(names), StringComparer.OrdinalIgnoreCase).ToList();
        _ = Succeeded(await users.RemoveFromRolesAsync(user, had.Except(known, StringComparer.OrdinalIgnoreCase)))
            && Succeeded(await users.AddToRolesAsync(user, known.Except(had, StringComparer.OrdinalIgnoreCase)));

        bool Succeeded(IdentityResult result)
        {
            foreach (var error in result.Errors)
                context.Problem($"The account “{wanted.UserName}” could not be stored: {error.Description}", path);
            return result.Succeeded;
        }
    }

    private async Task<List<string>> UnknownAsync(IReadOnlyList<string> names)
    {
        var unknown = new List<string>();
        foreach (var name in names)
        {
            if (!await roles.RoleExistsAsync(name))
                unknown.Add(name);
        }
        return unknown;
    }

    private sealed record Step(IReadOnlyList<User> Users)
    {
        public IReadOnlyList<User> Users { get; } = Users ?? [];
    }

    private sealed record User(
        string? UserName, string? UserId, string? Email, string? DisplayName, string? TimeZoneId, string? Culture, string? PasswordHash,
        bool? EmailConfirmed, bool? IsEnabled, IReadOnlyList<string>? RoleNames);
}
