using Mhg.ContentManagement.Access;
using Mhg.Modularity.Shell;
using Mhg.Workflows.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Notices;

/// <summary>What the signed-in person was told, the newest first.</summary>
[Authorize]
public sealed class NoticesModel(INoticeStore notices, CurrentActor current, TimeProvider time) : PageModel
{
    private const int PageSize = 20;

    public IReadOnlyList<Notice> Notices { get; private set; } = [];

    public int Unread { get; private set; }

    public Pager Pager { get; private set; } = null!;

    private string UserId => current.Actor.UserId!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Pager = new Pager(1, PageSize, await notices.CountAsync(UserId, cancellationToken)).At(Request.Query);
        Notices = await notices.ListAsync(UserId, (Pager.Page - 1) * PageSize, PageSize, cancellationToken);
        Unread = await notices.CountUnreadAsync(UserId, cancellationToken);
    }

    /// <summary>Marks all as read.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await notices.MarkReadAsync(UserId, null, time.GetUtcNow().UtcDateTime, cancellationToken);
        return Redirect("~/notices");
    }
}
