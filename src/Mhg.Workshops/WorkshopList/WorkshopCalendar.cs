using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;

namespace Mhg.Workshops;

/// <summary>Workshops by where they stand today.</summary>
public sealed class WorkshopCalendar(TimeProvider clock)
{
    private static readonly ContentQuery All = new() { ContentTypes = [Workshop.ContentType] };

    private DateTime Today => clock.GetUtcNow().UtcDateTime.Date;

    /// <summary>Those that have not ended, the next one first.</summary>
    public ContentQuery Upcoming => All with { Values = [new(WorkshopDates.LastDay) { From = Today }], Order = ContentOrder.By("Workshop.StartDate") };

    /// <summary>Those that have ended, the latest first.</summary>
    public ContentQuery Past =>
        All with { Values = [new(WorkshopDates.LastDay) { To = Today.AddTicks(-1) }], Order = ContentOrder.By(WorkshopDates.LastDay, descending: true) };

    /// <summary>The three parts of the list.</summary>
    public IReadOnlyList<ListSection> Sections =>
    [
        new("Now and next", Upcoming),
        new("Past", Past),
        new("Date not recorded", All with { Order = ContentOrder.By(WorkshopDates.LastDay) }) { IsRest = true },
    ];
}
