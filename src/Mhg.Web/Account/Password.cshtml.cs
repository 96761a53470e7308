using System.ComponentModel.DataAnnotations;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration;
using Mhg.Web.Administration.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Account;

/// <summary>Changing one's own password. Every other device is signed out.</summary>
[Authorize]
public sealed class PasswordModel(UserManager<MhgUser> users, SignInManager<MhgUser> signIn, AuditNotes audit, IUnitOfWork unitOfWork) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public string UserName => User.Identity?.Name ?? "";

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Challenge();
        if (!ModelState.IsValid)
            return Page();
        // Counted like wrong passwords at sign-in: whoever finds an open browser can't try out passwords here.
        if (await users.IsLockedOutAsync(user))
        {
            ModelState.AddModelError("", "The account is locked for a while after too many attempts. Try again in 15 minutes, or ask an administrator.");
            return Page();
        }
        try
        {
            await unitOfWork.RunAsync(async token =>
            {
                RefusedException.ThrowIfFailed(await users.ChangePasswordAsync(user, Input.Present, Input.Password));
                await audit.AddAsync("PasswordChanged", new() { ["Account"] = user.UserName }, token);
            }, cancellationToken);
        }
        catch (RefusedException refusal)
        {
            // Read anew: what was read before went with the transaction.
            if (refusal.Refusals.Any(r => r.Field == nameof(Form.Present)) && await users.GetUserAsync(User) is { } present)
                await users.AccessFailedAsync(present);
            refusal.AddTo(ModelState, nameof(Input));
            return Page();
        }
        await signIn.RefreshSignInAsync(user);
        TempData.AddNotice(NoticeKind.Success, "Your password was changed. Other devices on which you had signed in will ask for it.");
        return Redirect("~/account");
    }

    public sealed class Form
    {
        [Required(ErrorMessage = "Give your present password.")]
        public string Present { get; set; } = "";

        [Required(ErrorMessage = "Give a new password.")]
        public string Password { get; set; } = "";

        [Required(ErrorMessage = "Type the new password again."), Compare(nameof(Password), ErrorMessage = "The two new passwords differ. Type both again.")]
        public string Repeated { get; set; } = "";
    }
}
