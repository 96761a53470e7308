using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.ResourcePersons;

/// <summary>The partner organisations, by name.</summary>
public sealed class OrganisationListModel(ContentLists lists) : PageModel
{
    public ContentListing Listing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Listing = await lists.ReadAsync(
        Request.Query,
        [new("country", "Country", "PartnerOrganisation.Country")],
        [new(null, new ContentQuery { ContentTypes = [Organisation.ContentType], Order = ContentOrder.ByTitle })],
        "Name",
        cancellationToken);
}
