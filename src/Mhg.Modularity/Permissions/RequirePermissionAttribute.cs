using Mhg.ContentManagement.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mhg.Modularity.Permissions;

/// <summary>A page or endpoint for those who hold a permission. Visitors are asked to sign in, others are told that they may not.</summary>
/// <param name="permission">The name of a general permission, say <c>ManageUsers</c>.</param>
public sealed class RequirePermissionAttribute(string permission) : AuthorizeAttribute(PermissionPolicies.Prefix + permission);

/// <summary>Authorization policies that are named after permissions.</summary>
public sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    internal const string Prefix = "permission:";

    /// <inheritdoc/>
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        ArgumentNullException.ThrowIfNull(policyName);
        return policyName.StartsWith(Prefix, StringComparison.Ordinal)
            ? new AuthorizationPolicyBuilder().AddRequirements(new PermissionRequirement(policyName[Prefix.Length..])).Build()
            : await base.GetPolicyAsync(policyName);
    }
}

/// <summary>Asks for a permission.</summary>
/// <param name="Permission">Its name.</param>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Compares what is asked for with what the present actor holds.</summary>
public sealed class PermissionHandler(IHttpContextAccessor accessor, PermissionCatalog catalog) : AuthorizationHandler<PermissionRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        var actor = accessor.HttpContext?.RequestServices.GetRequiredService<CurrentActor>().Actor ?? Actor.Nobody;
        if (catalog.Find(requirement.Permission) is { } permission && actor.Can(permission))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
