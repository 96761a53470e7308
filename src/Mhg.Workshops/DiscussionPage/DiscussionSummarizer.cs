using Mhg.ContentManagement;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Workshops;

public sealed class DiscussionSummarizer : ContentSummarizer
{
    public override string ContentType => Discussion.ContentType;

    public override IEnumerable<string> Mentions(ContentItem item) =>
        new Discussion(item) is { WorkshopId: { } workshop } discussion ? [workshop, .. discussion.Presenters] : new Discussion(item).Presenters;

    public override ContentSummary Summarize(ContentItem item, ContentSummary plain, IReadOnlyDictionary<string, string> mentioned)
    {
        var discussion = new Discussion(item);
        return plain with
        {
            Text = discussion.Topics.Count > 0 ? string.Join(" · ", discussion.Topics.Select(topic => topic.Title)) : null,
            Facts =
            [
                .. discussion.Presenters.Select(id => mentioned.GetValueOrDefault(id)).OfType<string>(),
                .. discussion.WorkshopId is { } workshop && mentioned.TryGetValue(workshop, out var title) ? [title] : Array.Empty<string>(),
            ],
        };
    }
}
