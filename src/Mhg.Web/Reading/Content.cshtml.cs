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
        if (string.IsNullOrEmpty(path) || await content.FindByPathAsync(path.Trim('/').ToLowerInvariant(), cancellationToken) is not { } item)
            return NotFound();
        Item = item;
        (View, ViewModel) = await display.ForAsync(item, cancellationToken);
        MayEdit = access.MayEdit(current.Actor, item);
        return Page();
    }
}
