using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;

namespace Mhg.ResourcePersons;

/// <summary>The page of a partner organisation: who it is, and what it hosts, leads, joins and writes.</summary>
public sealed class OrganisationPage(ContentSummaries summaries) : ContentPage
{
    private const int ShownOfEach = 5;
    private const int ShownPeople = 12;

    public override string ContentType => Organisation.ContentType;

    public override string View => "/OrganisationPage/OrganisationPage.cshtml";

    public override async Task<object> ModelAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var id = item.ContentItemId;
        return new OrganisationPageData(
            new Organisation(item),
            await PointingHereAsync("People", "ResourcePerson.Organisation", ContentOrder.ByTitle, $"~/people?organisation={id}", ShownPeople),
            [
                await PointingHereAsync("Focus areas that it leads", "FocusArea.LeadOrganisation", ContentOrder.By("FocusArea.Order"), "~/focus-areas"),
                await PointingHereAsync("Workshops that it hosts", "Workshop.Host", ContentOrder.By("Workshop.StartDate", descending: true), $"~/workshops?host={id}"),
                await PointingHereAsync("Campaigns that it leads", "Campaign.LeadOrganisation", ContentOrder.By("Campaign.Status"), $"~/campaigns?lead={id}"),
                await PointingHereAsync("Campaigns that it takes part in", "Campaign.PartnerOrganisations", ContentOrder.By("Campaign.Status"), $"~/campaigns?partner={id}"),
                await PointingHereAsync("Documents", "Document.Organisations", ContentOrder.By("Document.Date", descending: true), ContentLinks.Search("organisation", id) + "&type=Document"),
            ]);

        async Task<RelatedContent> PointingHereAsync(string title, string field, ContentOrder order, string moreUrl, int take = ShownOfEach)
        {
            var type = field[..field.IndexOf('.', StringComparison.Ordinal)];
            var query = new ContentQuery { ContentTypes = [type], References = [new ReferenceFilter(id, field)], Order = order, Take = take };
            var related = await summaries.RelatedAsync(title, query, moreUrl, cancellationToken);
            // On its own page the organisation's name says nothing new.
            return related with { Items = [.. related.Items.Select(summary => summary with { Facts = [.. summary.Facts.Where(fact => fact != item.DisplayText)] })] };
        }
    }
}

/// <param name="Organisation">The organisation.</param>
/// <param name="People">Its people.</param>
/// <param name="Related">What points to it otherwise.</param>
public sealed record OrganisationPageData(Organisation Organisation, RelatedContent People, IReadOnlyList<RelatedContent> Related);
