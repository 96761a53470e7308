using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;

namespace Mhg.Workshops;

/// <summary>The next and the latest workshops on the home page; those without a date fill up what is left.</summary>
public sealed class WorkshopsAtHome(PublishedContent content, ContentSummaries summaries, WorkshopCalendar calendar) : HomeSection
{
    private const int Shown = 3;

    public override int Position => 20;

    public override string View => "/WorkshopsAtHome/WorkshopsAtHome.cshtml";

    public override async Task<object?> ModelAsync(CancellationToken cancellationToken)
    {
        var next = await content.ListAsync(calendar.Upcoming with { Take = Shown - 1 }, cancellationToken);
        var found = next.ToList();
        foreach (var section in calendar.Sections.Skip(1).Where(_ => found.Count < Shown))
        {
            var more = await content.ListAsync(section.Query with { Take = Shown }, cancellationToken);
            found.AddRange(more.ExceptBy(found.Select(item => item.ContentItemId), item => item.ContentItemId).Take(Shown - found.Count));
        }
        return found.Count == 0 ? null : new WorkshopsAtHomeData(await summaries.OfAsync(found, cancellationToken), next.Count);
    }
}

/// <param name="Workshops">The workshops, upcoming ones first.</param>
/// <param name="Upcoming">How many of them are upcoming.</param>
public sealed record WorkshopsAtHomeData(IReadOnlyList<ContentSummary> Workshops, int Upcoming)
{
    public string Title => Upcoming == 0 ? "Latest workshops" : Upcoming == Workshops.Count ? "Next workshops" : "Next and latest workshops";
}
