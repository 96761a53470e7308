namespace Mhg.Workflows.Timers;

/// <summary>In which zone the site counts its time. The host knows.</summary>
public interface ISiteZone
{
    /// <summary>The zone as it is set now.</summary>
    ValueTask<TimeZoneInfo> SiteZoneAsync(CancellationToken cancellationToken);
}
