using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Features;

namespace Mhg.Modularity.Permissions;

/// <summary>Every permission that a role can be given now: those of the core, of the features that are on, and of the content types.</summary>
public sealed class PermissionCatalog(FeatureState features)
{
    private readonly IContentTypeGate _gate = features;

    /// <summary>The permissions that are not about one content type.</summary>
    public IEnumerable<Permission> General =>
        [.. SitePermissions.All, .. ContentPermissions.All, .. features.On.SelectMany(module => module.Startup.Permissions)];

    /// <summary>All, those of each content type with settings of its own included.</summary>
    public IEnumerable<Permission> All(ContentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return General.Concat(
            from type in model.Types.Values.OrderBy(type => type.Name, StringComparer.Ordinal)
            where type.TypeSettings.Securable && _gate.IsOn(type.Name)
            from permission in ContentPermissions.All
            select ContentPermissions.For(permission, type.Name) with { Description = $"{permission.Description}: {model.DisplayName(type.Name)}" });
    }

    /// <summary>A general permission by its name; null where nothing of that name is on.</summary>
    public Permission? Find(string name) => General.FirstOrDefault(permission => permission.Name == name);
}

/// <summary>Permissions of the site itself, by Orchard Core's names.</summary>
public static class SitePermissions
{
    private const string Group = "Site";

    /// <summary>Everything: it includes all other permissions.</summary>
    public static Permission SiteOwner { get; } = new(Actor.SiteOwner, "Administer the whole site") { Category = Group };

    /// <summary>See the administration pages.</summary>
    public static Permission AccessAdminPanel { get; } = new("AccessAdminPanel", "Use the work pages") { Category = Group };

    /// <summary>Create, change and lock accounts.</summary>
    public static Permission ManageUsers { get; } = new("ManageUsers", "Manage users") { Category = Group };

    /// <summary>Change what roles may do.</summary>
    public static Permission ManageRoles { get; } = new("ManageRoles", "Manage roles") { Category = Group };

    /// <summary>Switch features on and off.</summary>
    public static Permission ManageFeatures { get; } = new("ManageFeatures", "Manage features") { Category = Group };

    /// <summary>Change the site's settings.</summary>
    public static Permission ManageSettings { get; } = new("ManageSettings", "Manage settings") { Category = Group };

    /// <summary>Change workflows, and look after those that run.</summary>
    public static Permission ManageWorkflows { get; } = new("ManageWorkflows", "Manage workflows") { Category = Group };

    /// <summary>Read the audit.</summary>
    public static Permission ViewAudit { get; } = new("ViewAuditTrail", "Read the audit") { Category = Group };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Permission> All { get; } =
        [SiteOwner, AccessAdminPanel, ManageUsers, ManageRoles, ManageFeatures, ManageSettings, ManageWorkflows, ViewAudit];
}
