using System.ComponentModel.DataAnnotations;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Roles;

/// <summary>Making a role.</summary>
[RequirePermission(nameof(SitePermissions.ManageRoles))]
public sealed class NewRoleModel(RoleRights rights) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        var name = Input.Name.Trim();
        try
        {
            await rights.CreateAsync(name, Input.Description?.Trim() ?? "", cancellationToken);
        }
        catch (RefusedException refusal)
        {
            refusal.AddTo(ModelState, nameof(Input));
            return Page();
        }
        TempData.AddNotice(NoticeKind.Success, $"The role “{name}” was made. Choose now what it may do.");
        return Redirect($"~/admin/roles/{Uri.EscapeDataString(name)}");
    }

    public sealed class Form
    {
        [Required(ErrorMessage = "Give the role a name.")]
        public string Name { get; set; } = "";

        [StringLength(500, ErrorMessage = "Keep the description to 500 characters.")]
        public string? Description { get; set; }
    }
}
