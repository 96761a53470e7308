using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Workshops;

/// <summary>All workshops by date.</summary>
public sealed class WorkshopListModel(ContentLists lists, WorkshopCalendar calendar) : PageModel
{
    public ContentListing Listing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Listing = await lists.ReadAsync(
        Request.Query,
        [
            new("country", "Country", "Workshop.Country"),
            new("focusArea", "Focus area", "Workshop.FocusAreas"),
            new("host", "Host", "Workshop.Host") { IsQuiet = true },
        ],
        calendar.Sections,
        cancellationToken: cancellationToken);
}
