using System.ComponentModel.DataAnnotations;
using Mhg.Modularity.Shell;
using Mhg.Recipes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Setup;

/// <summary>The first visit to a new site. <see cref="SetupGate"/> closes the page for good once the site is there.</summary>
public sealed class SetupModel(SiteSetup setup) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<Recipe> Recipes => setup.Recipes;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        try
        {
            // Not ended when the browser goes away: a site is made whole.
            await setup.MakeAsync(new NewSite(Input.SiteName, Input.RecipeName, new NewAccount(Input.UserName, Input.Email, Input.Password)), CancellationToken.None);
        }
        catch (SetupRefusedException refusal)
        {
            foreach (var problem in refusal.Problems)
                ModelState.AddModelError("", problem);
            return Page();
        }
        TempData.AddNotice(NoticeKind.Success, "The site is ready. Sign in with the account that you have just made.");
        return Redirect("~/sign-in");
    }

    public sealed class Form
    {
        [Required(ErrorMessage = "Give the site a name."), StringLength(100, ErrorMessage = "Keep the name to 100 characters.")]
        public string SiteName { get; set; } = "";

        [Required(ErrorMessage = "Give the administrator a user name."), StringLength(64, ErrorMessage = "Keep the user name to 64 characters.")]
        public string UserName { get; set; } = "";

        [Required(ErrorMessage = "Give the administrator's e-mail address."), EmailAddress(ErrorMessage = "This is no e-mail address; one looks like name@example.org.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Give the administrator a password.")]
        public string Password { get; set; } = "";

        [Required(ErrorMessage = "Choose a recipe.")]
        public string RecipeName { get; set; } = SiteSetup.UsualRecipe;
    }
}
