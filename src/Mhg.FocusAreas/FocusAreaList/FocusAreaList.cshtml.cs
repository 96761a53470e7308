using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.FocusAreas;

/// <summary>All focus areas, in the network's order.</summary>
public sealed class FocusAreaListModel(ContentLists lists) : PageModel
{
    /// <summary>So few need no filters.</summary>
    public const int SeenAtAGlance = 8;

    public ContentListing Listing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Listing = await lists.ReadAsync(
        Request.Query,
        [new("status", "Status", "FocusArea.Status"), new("topic", "Topic", "FocusArea.Topics")],
        [new(null, new ContentQuery { ContentTypes = [FocusArea.ContentType], Order = ContentOrder.By("FocusArea.Order") })],
        cancellationToken: cancellationToken);
}
