using System.ComponentModel.DataAnnotations;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Workflows.Activities.People;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Account;

/// <summary>Signing in.</summary>
public sealed class SignInModel(SignInManager<MhgUser> signIn, UserManager<MhgUser> users, IAuditLog audit, AccountEvents events, TimeProvider time) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        var user = await users.FindByNameAsync(Input.UserName) ?? await users.FindByEmailAsync(Input.UserName);
        var result = user is null
            ? Microsoft.AspNetCore.Identity.SignInResult.Failed
            : await signIn.PasswordSignInAsync(user, Input.Password, Input.Remember, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            await audit.AppendAsync(new AuditEvent(time.GetUtcNow().UtcDateTime, user!.Id, user.UserName!, "SignedIn"), cancellationToken);
            await events.RaiseAsync<UserLoggedInEvent>(user.ToPerson(), cancellationToken);
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "~/");
        }
        // One message for an unknown name and a wrong password: nobody learns which names exist.
        ModelState.AddModelError("", result.IsLockedOut
            ? "The account is locked for a while after too many attempts. Try again in 15 minutes, or ask an administrator."
            : "The name or the password is not right. Check both, and the caps-lock key.");
        return Page();
    }

    public sealed class Form
    {
        [Required(ErrorMessage = "Give your user name or e-mail address.")]
        public string UserName { get; set; } = "";

        [Required(ErrorMessage = "Give your password.")]
        public string Password { get; set; } = "";

        public bool Remember { get; set; }
    }
}
