using System.ComponentModel.DataAnnotations;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;
using Mhg.Data.Identity;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration;
using Mhg.Web.Administration.Audit;
using Mhg.Web.Hosting;
using Mhg.Workflows.Activities.People;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mhg.Web.Account;

/// <summary>What people say about themselves.</summary>
[Authorize]
public sealed class AccountModel(
    UserManager<MhgUser> users, SignInManager<MhgUser> signIn, AuditTrail trail, AuditNotes audit, IUnitOfWork unitOfWork,
    AccountEvents events, ReaderPreferences preferences, TimeProvider time) : PageModel
{
    private const int SignInsShown = 5;

    [BindProperty]
    public Form Input { get; set; } = new();

    public string UserName { get; private set; } = "";

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public IReadOnlyList<DateTime> SignIns { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Zones { get; private set; } = [];

    public string SiteZone { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Challenge();
        Input = new Form { DisplayName = user.DisplayName, Email = user.Email ?? "", TimeZone = user.TimeZoneId, NoticeMail = user.NoticeMail };
        return await ShowAsync(user, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is not { } user)
            return Challenge();
        if (!string.IsNullOrEmpty(Input.TimeZone) && !TimeZoneInfo.TryFindSystemTimeZoneById(Input.TimeZone, out _))
            ModelState.AddModelError("Input.TimeZone", "There is no such time zone. Choose one of the list.");
        if (!ModelState.IsValid)
            return await ShowAsync(user, cancellationToken);
        try
        {
            await unitOfWork.RunAsync(token => SaveAsync(user, token), cancellationToken);
        }
        catch (RefusedException refusal)
        {
            refusal.AddTo(ModelState, nameof(Input));
            return await ShowAsync(user, cancellationToken);
        }
        await signIn.RefreshSignInAsync(user);
        TempData.AddNotice(NoticeKind.Success, "Your account was saved.");
        return RedirectToPage();
    }

    private async Task SaveAsync(MhgUser user, CancellationToken cancellationToken)
    {
        var (name, email, zone, mail) = (user.DisplayName, user.Email, user.TimeZoneId, user.NoticeMail);
        user.DisplayName = Input.DisplayName?.Trim() ?? "";
        user.Email = Input.Email.Trim();
        user.TimeZoneId = string.IsNullOrEmpty(Input.TimeZone) ? null : Input.TimeZone;
        user.NoticeMail = Input.NoticeMail;
        RefusedException.ThrowIfFailed(await users.UpdateAsync(user));
        await audit.AddChangesAsync("ProfileChanged", new() { ["Account"] = user.UserName },
            [("Display name", name, user.DisplayName), ("E-mail", email, user.Email), ("Time zone", zone, user.TimeZoneId), ("Notices by e-mail", $"{mail}", $"{user.NoticeMail}")], cancellationToken);
        await events.RaiseAsync<UserUpdatedEvent>(user.ToPerson(), cancellationToken);
    }

    private async Task<PageResult> ShowAsync(MhgUser user, CancellationToken cancellationToken)
    {
        UserName = user.UserName ?? "";
        Roles = [.. (await users.GetRolesAsync(user)).Order(StringComparer.OrdinalIgnoreCase)];
        SignIns = [.. (await trail.ListAsync(new AuditFilter { UserId = user.Id, Name = "SignedIn" }, 0, SignInsShown, cancellationToken)).Select(e => e.Utc)];
        var now = time.GetUtcNow();
        Zones = TimeZones.Choices(now);
        SiteZone = TimeZones.Name(await preferences.SiteZoneAsync(cancellationToken), now);
        return Page();
    }

    public sealed class Form
    {
        [StringLength(100, ErrorMessage = "Keep the name to 100 characters.")]
        public string? DisplayName { get; set; }

        [Required(ErrorMessage = "Give your e-mail address."), EmailAddress(ErrorMessage = "This is no e-mail address; one looks like name@example.org.")]
        [StringLength(256, ErrorMessage = "Keep the address to 256 characters.")]
        public string Email { get; set; } = "";

        public string? TimeZone { get; set; }

        public NoticeMail NoticeMail { get; set; }
    }
}
