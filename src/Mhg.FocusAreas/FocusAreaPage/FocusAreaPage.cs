using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.People;

namespace Mhg.FocusAreas;

/// <summary>The page of a focus area: what it is about, and everything in the network that belongs to it.</summary>
public sealed class FocusAreaPage(
    PublishedContent content, ContentSummaries summaries, FieldChoices choices, IPeopleDirectory people, CurrentActor current) : ContentPage
{
    private const int ShownOfEach = 5;

    public override string ContentType => FocusArea.ContentType;

    public override string View => "/FocusAreaPage/FocusAreaPage.cshtml";

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var focusArea = new FocusArea(item);
        return new FocusAreaPageData(
            focusArea,
            await choices.NameAsync("FocusArea.Status", focusArea.Status, cancellationToken),
            (await content.FindAsync(focusArea.LeadOrganisation, cancellationToken)).Values.FirstOrDefault(),
            await TaskforceAsync(focusArea, cancellationToken),
            [
                await PointingHereAsync("Workshops", "Workshop", ContentOrder.By("Workshop.StartDate", descending: true), $"~/workshops?focusArea={item.ContentItemId}"),
                await PointingHereAsync("Campaigns", "Campaign", ContentOrder.By("Campaign.Status"), $"~/campaigns?focusArea={item.ContentItemId}"),
                await PointingHereAsync("Documents", "Document", ContentOrder.By("Document.Date", descending: true), ContentLinks.Search("focusArea", item.ContentItemId) + "&type=Document"),
            ],
            await PointingHereAsync("People", "ResourcePerson", ContentOrder.ByTitle, $"~/people?focusArea={item.ContentItemId}"));

        Task<RelatedContent> PointingHereAsync(string title, string type, ContentOrder order, string moreUrl) => summaries.RelatedAsync(
            title,
            new ContentQuery { ContentTypes = [type], References = [new ReferenceFilter(item.ContentItemId, $"{type}.FocusAreas")], Order = order, Take = ShownOfEach },
            moreUrl,
            cancellationToken);
    }

    // Whoever has an account is named to those who have one, too.
    private async Task<IReadOnlyList<string>> TaskforceAsync(FocusArea focusArea, CancellationToken cancellationToken)
    {
        if (!current.Actor.IsSignedIn || focusArea.TaskforceMembers.Count == 0)
            return [];
        var names = await people.NamesAsync(focusArea.TaskforceMembers, cancellationToken);
        return [.. focusArea.TaskforceMembers.Select(id => names.GetValueOrDefault(id)).OfType<string>()];
    }
}

/// <param name="FocusArea">The focus area.</param>
/// <param name="Status">Its status for people.</param>
/// <param name="Lead">The organisation that leads it.</param>
/// <param name="Taskforce">Names of the taskforce's members; empty for visitors.</param>
/// <param name="Related">What belongs to it, by type.</param>
/// <param name="People">The resource persons who work on it.</param>
public sealed record FocusAreaPageData(
    FocusArea FocusArea, string? Status, ContentItem? Lead, IReadOnlyList<string> Taskforce, IReadOnlyList<RelatedContent> Related, RelatedContent People);
