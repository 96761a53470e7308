using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.SampleModule;

public sealed class NotesModel(PublishedContent content) : PageModel
{
    public IReadOnlyList<ContentItem> Notes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Notes = await content.ListAsync(new ContentQuery { ContentTypes = ["Note"] }, cancellationToken);
}
