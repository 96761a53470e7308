using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Roles;

/// <summary>Asks before a role is deleted.</summary>
[RequirePermission(nameof(SitePermissions.ManageRoles))]
public sealed class DeleteRoleModel(RoleManager<MhgRole> roles, RoleRights rights) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    public async Task<IActionResult> OnGetAsync() => await roles.RoleExistsAsync(Name) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await roles.RoleExistsAsync(Name))
            return NotFound();
        try
        {
            await rights.DeleteAsync(Name, cancellationToken);
        }
        catch (RefusedException refusal)
        {
            refusal.AddTo(ModelState, "");
            return Page();
        }
        TempData.AddNotice(NoticeKind.Success, $"The role “{Name}” was deleted.");
        return Redirect("~/admin/roles");
    }
}
