using Mhg.ContentManagement;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Workflows.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Outbox;

/// <summary>What the site was to do and could not: messages that are tried again, and those that were given up.</summary>
[RequirePermission(nameof(SitePermissions.ManageSettings))]
public sealed class OutboxPageModel(OutboxOperations operations, IOutboxStore outbox) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<FailedMessage> Messages { get; private set; } = [];

    /// <summary>How many were given up.</summary>
    public int GivenUp { get; private set; }

    public Pager Pager { get; private set; } = new(1, PageSize, 0);

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken cancellationToken)
    {
        (var failed, GivenUp) = await outbox.CountFailedAsync(cancellationToken);
        Pager = PageNumber.Of(number, PageSize, failed);
        Messages = await operations.ListAsync((Pager.Page - 1) * PageSize, PageSize, cancellationToken);
    }

    /// <summary>Has one message tried again, or all of them.</summary>
    public async Task<IActionResult> OnPostAsync(string? id, CancellationToken cancellationToken)
    {
        try
        {
            if (string.IsNullOrEmpty(id))
            {
                var count = await operations.RetryAllAsync(cancellationToken);
                TempData.AddNotice(NoticeKind.Success, count == 1 ? "One message is tried again now." : $"{count:N0} messages are tried again now.");
            }
            else
            {
                await operations.RetryAsync(id, cancellationToken);
                TempData.AddNotice(NoticeKind.Success, "It is tried again now. Where it can’t be done, it comes back to this list.");
            }
        }
        catch (ContentRefusedException refused)
        {
            TempData.AddNotice(NoticeKind.Warning, refused.Message);
        }
        return Redirect("~/admin/outbox");
    }
}
