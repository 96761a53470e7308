using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Workshops;

public sealed class WorkshopSummarizer : ContentSummarizer
{
    public override string ContentType => Workshop.ContentType;

    public override IEnumerable<string> Mentions(ContentItem item) => new Workshop(item).Host;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        var workshop = new Workshop(item);
        return plain with
        {
            Date = workshop.Start,
            Until = workshop.End,
            Text = workshop.Summary,
            Facts =
            [
                .. new[] { workshop.Start is null ? workshop.DateNote : null, workshop.Venue, workshop.Country?.Name }.OfType<string>(),
                .. workshop.Host.Select(id => mentioned.GetValueOrDefault(id)).OfType<string>(),
            ],
        };
    }
}
