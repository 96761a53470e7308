using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Campaigns;

/// <summary>All campaigns, by status: what runs now first.</summary>
public sealed class CampaignListModel(ContentLists lists, FieldChoices choices) : PageModel
{
    private static readonly ContentQuery All = new() { ContentTypes = [Campaign.ContentType], Order = ContentOrder.ByTitle };

    public ContentListing Listing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var listing = await lists.ReadAsync(
            Request.Query,
            [
                new("status", "Status", Campaign.StatusField),
                new("focusArea", "Focus area", "Campaign.FocusAreas"),
                new("country", "Country", "Campaign.Countries"),
                new("topic", "Topic", "Campaign.Topics") { IsQuiet = true },
                new("workshop", "Came from the workshop", "Campaign.Workshop") { IsQuiet = true },
                new("lead", "Lead organisation", "Campaign.LeadOrganisation") { IsQuiet = true },
                new("partner", "Partner organisation", "Campaign.PartnerOrganisations") { IsQuiet = true },
            ],
            SectionsOf(await choices.OfAsync(Campaign.StatusField, cancellationToken)),
            cancellationToken: cancellationToken);
        // The heading says the status already.
        Listing = listing with { Sections = [.. listing.Sections.Select(section => section with { Items = [.. section.Items.Select(item => item with { Status = null })] })] };
    }

    /// <summary>A section a status, active campaigns first and the others in the order of the field's list; then those without one.</summary>
    internal static IReadOnlyList<ListSection> SectionsOf(IReadOnlyList<FieldChoice> statuses) =>
    [
        .. statuses.OrderBy(status => status.Value != "active")
            .Select(status => new ListSection(status.Text, All with { Values = [new(Campaign.StatusField) { Texts = [status.Value] }] })),
        new("Other", All with { Order = ContentOrder.By(Campaign.StatusField) }) { IsRest = true },
    ];
}
