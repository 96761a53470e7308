using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mhg.Web.Account;

/// <summary>The time zones that people choose from.</summary>
public static class TimeZones
{
    /// <summary>The zones of the world by region, each with how far it is from UTC at a moment.</summary>
    public static IReadOnlyList<SelectListItem> Choices(DateTimeOffset now)
    {
        var groups = new Dictionary<string, SelectListGroup>(StringComparer.Ordinal);
        return
        [
            .. from zone in TimeZoneInfo.GetSystemTimeZones()
               let region = zone.Id.Split('/')[0]
               where zone.Id != region
               where region is "Africa" or "America" or "Antarctica" or "Asia" or "Atlantic" or "Australia" or "Europe" or "Indian" or "Pacific"
               let name = Name(zone, now)
               orderby region, name
               select new SelectListItem(name, zone.Id) { Group = Group(region) },
        ];

        SelectListGroup Group(string region) => groups.TryGetValue(region, out var group) ? group : groups[region] = new SelectListGroup { Name = region };
    }

    /// <summary>A zone's place, and how far it is from UTC at a moment: <c>Kuala Lumpur (UTC+08:00)</c>.</summary>
    public static string Name(TimeZoneInfo zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var place = zone.Id[(zone.Id.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return $"{place.Replace('_', ' ').Replace("/", ", ", StringComparison.Ordinal)} ({Offset(zone, now)})";
    }

    /// <summary>How far a zone is from UTC at a moment: <c>UTC+08:00</c>.</summary>
    public static string Offset(TimeZoneInfo zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var offset = zone.GetUtcOffset(now);
        return $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset:hh\\:mm}";
    }
}
