using System.Text.Json;
using Mhg.ContentManagement.Access;
using Mhg.Recipes;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Data.Identity;

/// <summary>
/// The recipe step <c>Roles</c>: adds roles, and adds, replaces or removes their permissions. Names of permissions that no module
/// knows are kept: a recipe may come before the feature that offers them.
/// </summary>
public sealed class RolesStep(RoleManager<MhgRole> roles) : IRecipeStep
{
    /// <inheritdoc/>
    public string Name => "Roles";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Json.Deserialize<Step>(RecipeJson)!.Roles;
        for (var i = 0; i < wanted.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ApplyAsync(wanted[i], context, $"$.Roles[{i}]");
            context.Report(i + 1, wanted.Count);
        }
    }

    internal static JsonSerializerOptions RecipeJson { get; } = new() { PropertyNameCaseInsensitive = true };

    private async Task ApplyAsync(Role wanted, RecipeStepContext context, string path)
    {
        if (string.IsNullOrWhiteSpace(wanted.Name))
        {
            context.Problem("A role needs a Name.", path);
            return;
        }
        if (Audience.IsEverybodys(wanted.Name))
        {
            context.Problem($"A role can't be called “{wanted.Name}”: content for readers of that name is for more people than a role has.", path + ".Name");
            return;
        }
        var role = await roles.FindByNameAsync(wanted.Name);
        var isNew = role is null;
        role ??= new MhgRole { Name = wanted.Name };
        role.Description = wanted.Description ?? role.Description;
        switch (wanted.PermissionBehavior?.ToUpperInvariant())
        {
            case null or "" or "REPLACE":
                role.Permissions = [.. wanted.Permissions.Distinct()];
                break;
            case "ADD":
                role.Permissions = [.. role.Permissions.Union(wanted.Permissions)];
                break;
            case "REMOVE":
                role.Permissions = [.. role.Permissions.Except(wanted.Permissions)];
                break;
            default:
                context.Problem($"“{wanted.PermissionBehavior}” is no PermissionBehavior: it is Add, Replace or Remove.", path + ".PermissionBehavior");
                return;
        }
        var result = isNew ? await roles.CreateAsync(role) : await roles.UpdateAsync(role);
        foreach (var error in result.Errors)
            context.Problem($"The role “{wanted.Name}” could not be stored: {error.Description}", path);
    }

    private sealed record Step(IReadOnlyList<Role> Roles)
    {
        public IReadOnlyList<Role> Roles { get; } = Roles ?? [];
    }

    private sealed record Role(string? Name, string? Description, IReadOnlyList<string> Permissions, string? PermissionBehavior)
    {
        public IReadOnlyList<string> Permissions { get; } = Permissions ?? [];
    }
}
