using Mhg.ContentManagement;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Workflows.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Outbox;

/// <summary>Asks before a message is discarded.</summary>
[RequirePermission(nameof(SitePermissions.ManageSettings))]
public sealed class DiscardMessageModel(OutboxOperations operations) : PageModel
{
    /// <summary>The message. Its id may hold slashes, so it is no part of the path.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public FailedMessage Failed { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await operations.FindAsync(Id, cancellationToken) is not { MayBeDiscarded: true } failed)
            return NotFound();
        Failed = failed;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            await operations.DiscardAsync(Id, cancellationToken);
            TempData.AddNotice(NoticeKind.Success, "It was discarded. The audit keeps what it was for.");
        }
        catch (ContentRefusedException refused)
        {
            TempData.AddNotice(NoticeKind.Warning, refused.Message);
        }
        return Redirect("~/admin/outbox");
    }
}
