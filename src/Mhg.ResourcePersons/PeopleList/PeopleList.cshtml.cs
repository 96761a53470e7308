using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.ResourcePersons;

/// <summary>The resource persons of the network, by name.</summary>
public sealed class PeopleListModel(ContentLists lists) : PageModel
{
    public ContentListing Listing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Listing = await lists.ReadAsync(
        Request.Query,
        [
            new("affiliation", "Affiliation", "ResourcePerson.Affiliation"),
            new("country", "Country", "ResourcePerson.Countries"),
            new("topic", "Expertise", "ResourcePerson.Expertise"),
            new("focusArea", "Focus area", "ResourcePerson.FocusAreas") { IsQuiet = true },
            new("organisation", "Organisation", "ResourcePerson.Organisation") { IsQuiet = true },
        ],
        [new(null, new ContentQuery { ContentTypes = [Person.ContentType], Order = ContentOrder.ByTitle })],
        "Name",
        cancellationToken);
}
