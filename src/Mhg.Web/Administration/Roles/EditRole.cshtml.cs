using System.ComponentModel.DataAnnotations;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Roles;

/// <summary>What a role may do.</summary>
[RequirePermission(nameof(SitePermissions.ManageRoles))]
public sealed class EditRoleModel(
    RoleManager<MhgRole> roles, RoleRights rights, PermissionCatalog catalog, ContentDefinitions definitions, AccountList accounts) : PageModel
{
    /// <summary>The columns of the table: an action on content, with a heading that is short enough for it.</summary>
    public static IReadOnlyList<(Permission Permission, string Heading)> Actions { get; } =
    [
        (ContentPermissions.ViewContent, "View"),
        (ContentPermissions.PreviewContent, "Preview drafts"),
        (ContentPermissions.ListContent, "List"),
        (ContentPermissions.EditOwnContent, "Write own"),
        (ContentPermissions.EditContent, "Edit all"),
        (ContentPermissions.CloneContent, "Clone"),
        (ContentPermissions.PublishContent, "Publish"),
        (ContentPermissions.DeleteOwnContent, "Delete own"),
        (ContentPermissions.DeleteContent, "Delete all"),
    ];

    private Dictionary<string, Permission> _offered = [];

    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Permissions that are not about content, by group.</summary>
    public IReadOnlyList<IGrouping<string, Permission>> Groups { get; private set; } = [];

    /// <summary>Content types with permissions of their own.</summary>
    public IReadOnlyList<(string Name, string DisplayName)> Types { get; private set; } = [];

    /// <summary>What the role holds that nothing here offers at present.</summary>
    public IReadOnlyList<string> Kept { get; private set; } = [];

    public int People { get; private set; }

    public bool IsAutomatic => Actors.IsAutomatic(Name);

    public bool IsGranted(string permission) => Input.Granted.Contains(permission);

    /// <summary>Whether the role has a permission by another one that includes it.</summary>
    public bool IsIncluded(Permission permission) =>
        IsGranted(Actor.SiteOwner) ? permission.Name != Actor.SiteOwner : permission.ImpliedBy.Any(other => IsGranted(other.Name) || IsIncluded(other));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await roles.FindByNameAsync(Name) is not { } role)
            return NotFound();
        Input = new Form { Description = role.Description, Granted = [.. role.Permissions], Seen = role.ConcurrencyStamp };
        return await ShowAsync(role, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await roles.FindByNameAsync(Name) is not { } role)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(role, cancellationToken);
        try
        {
            await OfferAsync(cancellationToken);
            await rights.ChangeAsync(role.Name!, Input.Seen, Input.Description?.Trim() ?? "", _offered.Keys.ToHashSet(), Input.Granted.ToHashSet(), cancellationToken);
        }
        catch (RefusedException refusal)
        {
            refusal.AddTo(ModelState, nameof(Input));
            return await ShowAsync(role, cancellationToken);
        }
        TempData.AddNotice(NoticeKind.Success, $"The role “{role.Name}” was saved. It holds from the next page that its people open.");
        return Redirect($"~/admin/roles/{Uri.EscapeDataString(role.Name!)}");
    }

    private async Task<PageResult> ShowAsync(MhgRole role, CancellationToken cancellationToken)
    {
        Name = role.Name!;
        var model = await OfferAsync(cancellationToken);
        Groups = [.. catalog.General.Where(permission => !ContentPermissions.All.Contains(permission)).GroupBy(permission => permission.Category)];
        Types = [.. model.Types.Keys
            .Where(type => _offered.ContainsKey(ContentPermissions.For(ContentPermissions.ViewContent, type).Name))
            .Select(type => (type, model.DisplayName(type)))
            .OrderBy(type => type.Item2, StringComparer.OrdinalIgnoreCase)];
        Kept = [.. role.Permissions.Where(permission => !_offered.ContainsKey(permission)).Order(StringComparer.Ordinal)];
        People = (await accounts.CountByRoleAsync(cancellationToken)).GetValueOrDefault(Name);
        return Page();
    }

    private async Task<ContentModel> OfferAsync(CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        _offered = catalog.All(model).DistinctBy(permission => permission.Name).ToDictionary(permission => permission.Name);
        return model;
    }

    public sealed class Form
    {
        [StringLength(500, ErrorMessage = "Keep the description to 500 characters.")]
        public string? Description { get; set; }

        public List<string> Granted { get; set; } = [];

        /// <summary>The role's concurrency stamp when the form was opened.</summary>
        public string? Seen { get; set; }
    }
}
