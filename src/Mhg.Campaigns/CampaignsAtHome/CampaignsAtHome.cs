using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;

namespace Mhg.Campaigns;

/// <summary>The active campaigns on the home page; where none is active, those that are proposed.</summary>
public sealed class CampaignsAtHome(ContentSummaries summaries) : HomeSection
{
    private const int Shown = 6;

    public override int Position => 30;

    public override string View => "/CampaignsAtHome/CampaignsAtHome.cshtml";

    public override async Task<object?> ModelAsync(CancellationToken cancellationToken)
    {
        foreach (var (status, title) in new[] { ("active", "Active campaigns"), ("proposed", "Proposed campaigns") })
        {
            var campaigns = await summaries.RelatedAsync(
                title,
                new ContentQuery
                {
                    ContentTypes = [Campaign.ContentType],
                    Values = [new(Campaign.StatusField) { Texts = [status] }],
                    Order = ContentOrder.NewestFirst,
                    Take = Shown,
                },
                "~/campaigns",
                cancellationToken);
            if (campaigns.Total > 0)
                return campaigns;
        }
        return null;
    }
}
