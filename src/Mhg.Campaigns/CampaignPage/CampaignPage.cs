using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;

namespace Mhg.Campaigns;

/// <summary>The page of a campaign: the demand, who stands behind it, and how far it has come.</summary>
public sealed class CampaignPage(PublishedContent content, TimeProvider clock) : ContentPage
{
    public override string ContentType => Campaign.ContentType;

    public override string View => "/CampaignPage/CampaignPage.cshtml";

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var campaign = new Campaign(item);
        var linked = await content.FindAsync(
            [.. campaign.Workshop.Concat(campaign.FocusAreas).Concat(campaign.LeadOrganisation).Concat(campaign.PartnerOrganisations).Distinct()],
            cancellationToken);
        return new CampaignPageData(
            campaign,
            Linked(campaign.Workshop),
            Linked(campaign.FocusAreas),
            Linked(campaign.LeadOrganisation),
            Linked(campaign.PartnerOrganisations),
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

        IReadOnlyList<ContentItem> Linked(IEnumerable<string> ids) => [.. ids.Select(id => linked.GetValueOrDefault(id)).OfType<ContentItem>()];
    }
}

/// <param name="Campaign">The campaign.</param>
/// <param name="Workshop">The workshop that it came from; empty or one.</param>
/// <param name="FocusAreas">Its focus areas.</param>
/// <param name="Lead">The organisation that leads it; empty or one.</param>
/// <param name="Partners">The organisations that take part.</param>
/// <param name="Today">The present day.</param>
public sealed record CampaignPageData(
    Campaign Campaign, IReadOnlyList<ContentItem> Workshop, IReadOnlyList<ContentItem> FocusAreas,
    IReadOnlyList<ContentItem> Lead, IReadOnlyList<ContentItem> Partners, DateOnly Today)
{
    /// <summary>The place of the first key date that is still to come among <see cref="Campaign.KeyDates"/>; null where there is none.</summary>
    public int? NextKeyDate => Campaign.KeyDates.Index().Where(entry => entry.Item.Day >= Today).Select(entry => (int?)entry.Index).FirstOrDefault();
}
