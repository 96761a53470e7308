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
               let slash = zone.Id.IndexOf('/', StringComparison.Ordinal)
               where slash > 0
               let region = zone.Id[..slash]
               where region is "Africa" or "America" or "Antarctica" or "Asia" or "Atlantic" or "Australia" or "Europe" or "Indian" or "Pacific"
               let place = zone.Id[(slash + 1)..].Replace('_', ' ').Replace("/", ", ", StringComparison.Ordinal)
               orderby region, place
               select new SelectListItem($"{place} ({Offset(zone, now)})", zone.Id) { Group = Group(region) },
        ];

        SelectListGroup Group(string region) => groups.TryGetValue(region, out var group) ? group : groups[region] = new SelectListGroup { Name = region };
    }

    /// <summary>How far a zone is from UTC at a moment: <c>UTC+08:00</c>.</summary>
    public static string Offset(TimeZoneInfo zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var offset = zone.GetUtcOffset(now);
        return $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset:hh\\:mm}";
    }
}
