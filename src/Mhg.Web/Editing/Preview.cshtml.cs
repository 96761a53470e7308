using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Identity;
using Mhg.Modularity.ContentPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Editing;

/// <summary>A version as readers would see it: the latest, or any of the history.</summary>
public sealed class PreviewModel(ContentManager contents, ContentDisplay display, ContentAccess access, CurrentActor current, People people) : PageModel
{
    public ContentItem Item { get; private set; } = null!;

    /// <summary>Who wrote it, as people know them.</summary>
    public string Author { get; private set; } = "";

    public string View { get; private set; } = "";

    public object ViewModel { get; private set; } = null!;

    public bool MayEdit { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string? version, CancellationToken cancellationToken)
    {
        var item = version is null
            ? await contents.GetAsync(id, VersionOptions.Latest, cancellationToken)
            : await contents.GetVersionAsync(version, cancellationToken);
        if (this.Refuse(current.Actor, maySee: false, item?.ContentItemId == id && access.MayPreview(current.Actor, item)) is { } refusal)
            return refusal;
        Item = item!;
        (View, ViewModel) = await display.ForAsync(Item, cancellationToken);
        Author = (await people.NamesOfAuthorsAsync([Item.Author], cancellationToken))[Item.Author];
        MayEdit = Item.Latest && access.MayEdit(current.Actor, Item);
        return Page();
    }
}
