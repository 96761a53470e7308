using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Archive;

/// <summary>All documents, the newest first.</summary>
public sealed class DocumentListModel(ContentLists lists) : PageModel
{
    public ContentListing Listing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Listing = await lists.ReadAsync(
        Request.Query,
        [new("kind", "Kind", "Document.Kind"), new("topic", "Topic", "Document.Topics"), new("language", "Language", "Document.Language")],
        [new(null, new ContentQuery { ContentTypes = [Document.ContentType], Order = ContentOrder.By("Document.Date", descending: true) })],
        titleLabel: "Title",
        cancellationToken: cancellationToken);
}
