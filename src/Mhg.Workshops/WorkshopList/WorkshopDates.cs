using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.Modularity.ContentPages;

namespace Mhg.Workshops;

/// <summary>Indexes a workshop's last day, which is in none of its fields alone: lists tell by it what is over.</summary>
public sealed class WorkshopDates : ContentPartType
{
    /// <summary>The name under which the last day is indexed; only workshops with a date have it.</summary>
    public const string LastDay = "Workshop.LastDay";

    public override string Name => Workshop.ContentType;

    public override void Index(ElementContext element, IndexEntries entries)
    {
        var fields = new PartFields(element.Data);
        var last = fields.Day("StartDate") is { } start && fields.Day("EndDate") is { } end && end < start ? start : fields.Day("EndDate") ?? fields.Day("StartDate");
        entries.Add(LastDay, last?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
    }
}
