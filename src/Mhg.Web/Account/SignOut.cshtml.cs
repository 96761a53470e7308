using Mhg.Data.Identity;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Account;

/// <summary>Signing out. It is a form, so that no link elsewhere can do it.</summary>
public sealed class SignOutModel(SignInManager<MhgUser> signIn) : PageModel
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        TempData.AddNotice(NoticeKind.Success, "You are signed out.");
        return Redirect("~/");
    }
}
