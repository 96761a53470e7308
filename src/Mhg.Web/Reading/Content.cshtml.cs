using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Reading;

/// <summary>A published item at its own address. It matches what no other page does.</summary>
public sealed class ContentPageModel(PublishedContent content, ContentDisplay display, ContentAccess access, CurrentActor current) : PageModel
{
    public ContentItem Item { get; private set; } = null!;

    public string View { get; private set; } = "";

    public object ViewModel { get; private set; } = null!;

    public bool MayEdit { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? path, CancellationToken cancellationToken)
    {
        // What may not be read looks like what is not there, so that nobody learns of it.
        if (string.IsNullOrEmpty(path) || await FindAsync(path.Trim('/').ToLowerInvariant(), cancellationToken) is not { } item)
            return NotFound();
        Item = item;
        (View, ViewModel) = await display.ForAsync(item, cancellationToken);
        MayEdit = access.MayEdit(current.Actor, item);
        return Page();
    }

    // An item without an address of its own is at its id; one that has an address is only there.
    private async Task<ContentItem?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var item = path.StartsWith("content/", StringComparison.Ordinal)
            ? await content.FindAsync(path["content/".Length..], cancellationToken)
            : await content.FindByPathAsync(path, cancellationToken);
        return item is not null && ContentLinks.UrlOf(item) == $"~/{path}" ? item : null;
    }
}
