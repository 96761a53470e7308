using System.ComponentModel.DataAnnotations;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Settings;
using Mhg.Modularity.Shell;
using Mhg.Web.Account;
using Mhg.Web.Administration.Audit;
using Mhg.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mhg.Web.Administration.Settings;

/// <summary>What the site is called and how it shows times.</summary>
[RequirePermission(nameof(SitePermissions.ManageSettings))]
public sealed class SettingsModel(SiteSettings settings, ReaderPreferences preferences, IUnitOfWork unitOfWork, AuditNotes audit, TimeProvider time) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Zones { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Input = new Form
        {
            SiteName = await settings.TextAsync("SiteName", cancellationToken) ?? "",
            Tagline = await settings.TextAsync("Tagline", cancellationToken),
            TimeZone = (await preferences.SiteZoneAsync(cancellationToken)).Id,
        };
        Zones = TimeZones.Choices(time.GetUtcNow());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Input.TimeZone, out _))
            ModelState.AddModelError("Input.TimeZone", "There is no such time zone. Choose one of the list.");
        if (!ModelState.IsValid)
        {
            Zones = TimeZones.Choices(time.GetUtcNow());
            return Page();
        }
        await unitOfWork.RunAsync(async token =>
        {
            var changes = new List<(string, string?, string?)>();
            foreach (var (name, value) in (IEnumerable<(string, string)>)[("SiteName", Input.SiteName.Trim()), ("Tagline", Input.Tagline?.Trim() ?? ""), ("TimeZoneId", Input.TimeZone)])
            {
                changes.Add((name, await settings.TextAsync(name, token), value));
                await settings.SaveAsync(name, value, token);
            }
            await audit.AddChangesAsync("SettingsChanged", [], changes, token);
        }, cancellationToken);
        TempData.AddNotice(NoticeKind.Success, "The settings were saved.");
        return RedirectToPage();
    }

    public sealed class Form
    {
        [Required(ErrorMessage = "Give the site a name."), StringLength(100, ErrorMessage = "Keep the name to 100 characters.")]
        public string SiteName { get; set; } = "";

        [StringLength(200, ErrorMessage = "Keep the sentence to 200 characters.")]
        public string? Tagline { get; set; }

        [Required(ErrorMessage = "Choose a time zone.")]
        public string TimeZone { get; set; } = "";
    }
}
