using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Workshops;

/// <summary>The page of a discussion: who presented what, what was asked and what was answered.</summary>
public sealed class DiscussionPage(PublishedContent content, ContentSummaries summaries, FieldChoices choices) : ContentPage
{
    public override string ContentType => Discussion.ContentType;

    public override string View => "/DiscussionPage/DiscussionPage.cshtml";

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var discussion = new Discussion(item);
        var workshop = discussion.WorkshopId is { } workshopId ? await content.FindAsync(workshopId, cancellationToken) : null;
        var siblings = workshop is null ? [] : await content.ListAsync(WorkshopPage.DiscussionsOf(workshop.ContentItemId), cancellationToken);
        var place = siblings.Select(sibling => sibling.ContentItemId).ToList().IndexOf(item.ContentItemId);
        var people = await content.FindAsync(discussion.Speakers, cancellationToken);
        return new DiscussionPageData(
            discussion,
            await choices.NameAsync("Discussion.Kind", discussion.Kind, cancellationToken),
            workshop,
            place > 0 ? siblings[place - 1] : null,
            place >= 0 && place + 1 < siblings.Count ? siblings[place + 1] : null,
            people,
            await summaries.OfAsync([.. discussion.Speakers.Select(id => people.GetValueOrDefault(id)).OfType<ContentItem>()], cancellationToken));
    }
}

/// <param name="Discussion">The discussion.</param>
/// <param name="Kind">Plenary, group or open, for people.</param>
/// <param name="Workshop">The workshop that it is part of.</param>
/// <param name="Previous">The discussion before it.</param>
/// <param name="Next">The discussion after it.</param>
/// <param name="People">Those who speak, by id, as far as the reader may see them.</param>
/// <param name="Speakers">The same as summaries, in order.</param>
public sealed record DiscussionPageData(
    Discussion Discussion, string? Kind, ContentItem? Workshop, ContentItem? Previous, ContentItem? Next,
    IReadOnlyDictionary<string, ContentItem> People, IReadOnlyList<ContentSummary> Speakers)
{
    /// <summary>Of these ids, the people whom the reader may see.</summary>
    public IReadOnlyList<ContentItem> Named(IEnumerable<string> ids) => [.. ids.Select(id => People.GetValueOrDefault(id)).OfType<ContentItem>()];
}
