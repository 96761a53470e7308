using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Workshops;

/// <summary>The page of a workshop: what it was for, what was said, and what came of it.</summary>
public sealed class WorkshopPage(PublishedContent content, ContentSummaries summaries, FieldChoices choices) : ContentPage
{
    private const int MostDiscussions = 200;
    private const int ShownCampaigns = 5;

    public override string ContentType => Workshop.ContentType;

    public override string View => "/WorkshopPage/WorkshopPage.cshtml";

    /// <summary>The discussions of a workshop, in order.</summary>
    public static ContentQuery DiscussionsOf(string workshopId) => new()
    {
        ContentTypes = [Discussion.ContentType],
        References = [new ReferenceFilter(workshopId, ContainedPart.ReferenceName)],
        Order = ContentOrder.By(ContainedPart.OrderName),
        Take = MostDiscussions,
    };

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var workshop = new Workshop(item);
        var issues = workshop.EmergingIssues;
        var discussions = (await content.ListAsync(DiscussionsOf(item.ContentItemId), cancellationToken)).Select(found => new Discussion(found)).ToList();
        var linked = await content.FindAsync(
            [
                .. workshop.Host.Concat(workshop.FocusAreas).Concat(workshop.ResourcePersons).Concat(workshop.FollowUp)
                    .Concat(issues.Select(issue => issue.CampaignId).OfType<string>())
                    .Concat(discussions.SelectMany(discussion => discussion.Speakers)).Distinct(),
            ],
            cancellationToken);
        var kinds = await choices.OfAsync("Discussion.Kind", cancellationToken);
        var campaigns = await summaries.RelatedAsync(
            "Campaigns that came from it",
            new ContentQuery
            {
                ContentTypes = ["Campaign"],
                References = [new ReferenceFilter(item.ContentItemId, "Campaign.Workshop")],
                Order = ContentOrder.By("Campaign.Status"),
                Take = ShownCampaigns,
            },
            $"~/campaigns?workshop={item.ContentItemId}",
            cancellationToken);
        var speakers = workshop.ResourcePersons.Concat(discussions.SelectMany(discussion => discussion.Speakers)).Distinct();
        return new WorkshopPageData(
            workshop,
            Linked(workshop.Host),
            Linked(workshop.FocusAreas),
            Linked(workshop.FollowUp),
            await summaries.OfAsync(Linked(speakers), cancellationToken),
            [
                .. discussions.Select(discussion => new ListedDiscussion(
                    discussion,
                    kinds.FirstOrDefault(kind => kind.Value == discussion.Kind)?.Text ?? discussion.Kind,
                    Linked(discussion.Speakers),
                    [.. discussion.Presentations.Select(presentation => (presentation.Title, Linked(presentation.Presenters)))])),
            ],
            [.. issues.Select(issue => (issue.Text, issue.CampaignId is { } id ? linked.GetValueOrDefault(id) : null))],
            campaigns);

        IReadOnlyList<ContentItem> Linked(IEnumerable<string> ids) => [.. ids.Select(id => linked.GetValueOrDefault(id)).OfType<ContentItem>()];
    }
}

/// <summary>A discussion on the page of its workshop.</summary>
/// <param name="Discussion">The discussion.</param>
/// <param name="Kind">Plenary, group or open, for people.</param>
/// <param name="Speakers">Those who present or answer.</param>
/// <param name="Presentations">The presentations, each with those who gave it.</param>
public sealed record ListedDiscussion(
    Discussion Discussion, string? Kind, IReadOnlyList<ContentItem> Speakers, IReadOnlyList<(string Title, IReadOnlyList<ContentItem> Presenters)> Presentations);

/// <param name="Workshop">The workshop.</param>
/// <param name="Host">The organisation that hosts it; empty or one.</param>
/// <param name="FocusAreas">Its focus areas.</param>
/// <param name="FollowUp">The workshop that follows it up; empty or one.</param>
/// <param name="People">The resource persons, presenters included.</param>
/// <param name="Discussions">The discussions that the reader may see, in order.</param>
/// <param name="Issues">The emerging issues in order, each with its campaign.</param>
/// <param name="Campaigns">The campaigns that name the workshop as their origin.</param>
public sealed record WorkshopPageData(
    Workshop Workshop, IReadOnlyList<ContentItem> Host, IReadOnlyList<ContentItem> FocusAreas, IReadOnlyList<ContentItem> FollowUp,
    IReadOnlyList<ContentSummary> People, IReadOnlyList<ListedDiscussion> Discussions,
    IReadOnlyList<(string Text, ContentItem? Campaign)> Issues, RelatedContent Campaigns)
{
    /// <summary>The sections that the page has, for its table of contents.</summary>
    public IReadOnlyList<(string Anchor, string Title)> Sections =>
    [
        .. new (bool Has, string Anchor, string Title)[]
        {
            (Workshop.Objectives.Count > 0, "objectives", "Objectives"),
            (Workshop.Outcomes is not null, "outcomes", "Outcomes"),
            (Discussions.Count > 0, "discussions", "Discussions"),
            (Issues.Count > 0, "emerging-issues", "Emerging issues"),
            (Campaigns.Total > 0, "campaigns", Campaigns.Title),
        }.Where(section => section.Has).Select(section => (section.Anchor, section.Title)),
    ];
}
