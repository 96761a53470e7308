using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Audit;

/// <summary>Who did what, newest first.</summary>
[RequirePermission("ViewAuditTrail")]
public sealed class AuditListModel(AuditTrail trail, IContentStore store, ContentAccess access, CurrentActor current) : PageModel
{
    private const int PageSize = 50;

    public AuditSearch Search { get; private set; } = new(null, null, null);

    public IReadOnlyList<string> Names { get; private set; } = [];

    public IReadOnlyList<AuditEvent> Events { get; private set; } = [];

    /// <summary>The titles of the items that the events are about, by id, as far as the reader may know them.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();

    public Pager Pager { get; private set; } = new(1, PageSize, 0);

    public async Task OnGetAsync(string? person, string? what, string? item, [FromQuery(Name = "page")] string? number, CancellationToken cancellationToken)
    {
        Search = new AuditSearch(person, what, item);
        var filter = await Search.FilterAsync(store, cancellationToken);
        Names = await trail.NamesAsync(cancellationToken);
        Pager = PageNumber.Of(number, PageSize, await trail.CountAsync(filter, cancellationToken));
        Events = await trail.ListAsync(filter, (Pager.Page - 1) * PageSize, PageSize, cancellationToken);
        Titles = (await store.FindAsync([.. Events.Select(e => e.ContentItemId).OfType<string>().Distinct()], VersionOptions.Latest, cancellationToken))
            .Where(found => access.MayPreview(current.Actor, found))
            .ToDictionary(found => found.ContentItemId, found => found.DisplayText ?? found.ContentItemId);
    }

    /// <summary>A name in the audit as words: <c>RoleDeleted</c> is “Role deleted”.</summary>
    public static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) && char.IsLower(name[i - 1]) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
