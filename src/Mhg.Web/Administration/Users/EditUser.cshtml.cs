using System.ComponentModel.DataAnnotations;
using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Users;

/// <summary>One account: what it may do, its lock, its password.</summary>
[RequirePermission(nameof(SitePermissions.ManageUsers))]
public sealed class EditUserModel(UserManager<MhgUser> users, Accounts accounts, AssignableRoles roles, CurrentActor current, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public UserForm Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public bool IsOwn => Id == current.Actor.UserId;

    public bool MayChange { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public IReadOnlyList<MhgRole> Roles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(Id) is not { } user)
            return NotFound();
        Input = new UserForm
        {
            UserName = user.UserName ?? "",
            Email = user.Email ?? "",
            DisplayName = user.DisplayName,
            IsEnabled = user.IsEnabled,
            Roles = [.. await users.GetRolesAsync(user)],
            Seen = user.ConcurrencyStamp,
        };
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync([Bind(Prefix = "Input")] UserForm input, CancellationToken cancellationToken)
    {
        Input = input;
        return await DoAsync(token => accounts.ChangeAsync(Id, input.Seen, input.Details(), token), "The account was saved.", cancellationToken);
    }

    public Task<IActionResult> OnPostPasswordAsync(
        [Required(ErrorMessage = "Give the new password.")] string password, CancellationToken cancellationToken) =>
        DoAsync(
            token => accounts.SetPasswordAsync(Id, password, token),
            "The new password holds from now on. Give it to the person in a safe way, and ask them to change it.", cancellationToken);

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken cancellationToken) =>
        DoAsync(token => accounts.UnlockAsync(Id, token), "The person can sign in again.", cancellationToken);

    private async Task<IActionResult> DoAsync(Func<CancellationToken, Task> work, string done, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(Id) is null)
            return NotFound();
        if (ModelState.IsValid)
        {
            try
            {
                await work(cancellationToken);
                TempData.AddNotice(NoticeKind.Success, done);
                return Redirect($"~/admin/users/{Id}");
            }
            catch (RefusedException refusal)
            {
                foreach (var (field, message) in refusal.Refusals)
                    ModelState.AddModelError(field switch { "" => "", "Password" => field, _ => $"Input.{field}" }, message);
            }
        }
        // The other forms of the page show the account as it is; the one that was sent keeps what was typed.
        if (Input.Seen is null)
            return await OnGetAsync(cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(Id) is not { } user)
            return NotFound();
        Name = user.DisplayName is { Length: > 0 } name ? name : user.UserName ?? "";
        LockedUntil = user.LockoutEnd > time.GetUtcNow() ? user.LockoutEnd : null;
        MayChange = await accounts.MayChangeAsync(user);
        Roles = await roles.ListAsync(cancellationToken);
        return Page();
    }
}
