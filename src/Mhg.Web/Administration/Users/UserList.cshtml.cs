using Mhg.Data.Identity;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Users;

/// <summary>Everybody who has an account.</summary>
[RequirePermission(nameof(SitePermissions.ManageUsers))]
public sealed class UserListModel(AccountList accounts, AssignableRoles roles) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrEmpty(Role);

    public IReadOnlyList<AccountSummary> Users { get; private set; } = [];

    public IReadOnlyList<MhgRole> Roles { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, PageSize, 0);

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken cancellationToken)
    {
        Roles = await roles.ListAsync(cancellationToken);
        var found = await accounts.SearchAsync(Text ?? "", string.IsNullOrEmpty(Role) ? null : Role, cancellationToken);
        Pager = PageNumber.Of(number, PageSize, found.Count);
        Users = [.. found.Skip((Pager.Page - 1) * PageSize).Take(PageSize)];
    }
}
