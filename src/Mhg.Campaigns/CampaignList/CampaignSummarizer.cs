using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Campaigns;

public sealed class CampaignSummarizer : ContentSummarizer
{
    public override string ContentType => Campaign.ContentType;

    public override IEnumerable<string> Mentions(ContentItem item) => new Campaign(item).LeadOrganisation;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        var campaign = new Campaign(item);
        var actions = campaign.Actions;
        return plain with
        {
            Status = campaign.Status,
            Date = campaign.Start,
            Until = campaign.End,
            Text = campaign.Summary,
            Facts =
            [
                .. campaign.LeadOrganisation.Select(id => mentioned.GetValueOrDefault(id)).OfType<string>(),
                .. campaign.Countries.Select(term => term.Name),
                .. actions.Count > 0 ? [$"{actions.Count(action => action.Done)} of {actions.Count} actions done"] : Array.Empty<string>(),
            ],
        };
    }
}
