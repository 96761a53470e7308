using System.ComponentModel.DataAnnotations;
using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Users;

/// <summary>Making an account.</summary>
[RequirePermission(nameof(SitePermissions.ManageUsers))]
public sealed class NewUserModel(Accounts accounts, AssignableRoles roles) : PageModel
{
    [BindProperty]
    public UserForm Input { get; set; } = new();

    [BindProperty, Required(ErrorMessage = "Give the person a password for the first sign-in.")]
    public string Password { get; set; } = "";

    public IReadOnlyList<MhgRole> Roles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Roles = await roles.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var id = await accounts.CreateAsync(Input.Details(), Password, cancellationToken);
                TempData.AddNotice(NoticeKind.Success, $"{Input.UserName.Trim()} can sign in now. Give the person the password in a safe way, and ask them to change it.");
                return Redirect($"~/admin/users/{id}");
            }
            catch (RefusedException refusal)
            {
                foreach (var (field, message) in refusal.Refusals)
                    ModelState.AddModelError(field.Length == 0 ? "" : field == nameof(Password) ? field : $"Input.{field}", message);
            }
        }
        Roles = await roles.ListAsync(cancellationToken);
        return Page();
    }
}
