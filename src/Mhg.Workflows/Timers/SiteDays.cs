namespace Mhg.Workflows.Timers;

/// <summary>Tells the day that it is, as the site counts days.</summary>
public sealed class SiteDays(ISiteZone zone, TimeProvider time)
{
    /// <summary>The present day.</summary>
    public async ValueTask<DateOnly> TodayAsync(CancellationToken cancellationToken) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), await zone.SiteZoneAsync(cancellationToken)).DateTime);
}
