using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;
using Mhg.Modularity.Settings;
using Mhg.Workflows.Timers;
using Microsoft.Extensions.Options;

namespace Mhg.Web.Hosting;

/// <summary>How the reader of this request is called and in which time zone they read.</summary>
public sealed class ReaderPreferences(CurrentActor current, People people, SiteSettings settings, IOptions<SiteOptions> options) : ISiteZone
{
    /// <summary>A reader.</summary>
    /// <param name="DisplayName">The name to show; null for a visitor.</param>
    /// <param name="TimeZone">The zone of the times on the page.</param>
    public sealed record Reader(string? DisplayName, TimeZoneInfo TimeZone);

    /// <summary>The reader of this request.</summary>
    public async ValueTask<Reader> GetAsync(CancellationToken cancellationToken)
    {
        var found = current.Actor.UserId is { } userId ? await people.FindAsync([userId], cancellationToken) : [];
        var person = found.Count > 0 ? found[0] : null;
        return new Reader(person?.DisplayName, Zone(person?.TimeZoneId) ?? await SiteZoneAsync(cancellationToken));
    }

    /// <summary>The zone for visitors, and for members who chose none: the site's setting, else the operator's.</summary>
    public async ValueTask<TimeZoneInfo> SiteZoneAsync(CancellationToken cancellationToken) =>
        Zone(await settings.TextAsync("TimeZoneId", cancellationToken)) ?? Zone(options.Value.TimeZone) ?? TimeZoneInfo.Utc;

    // A zone that this machine does not know must not take a page down.
    private static TimeZoneInfo? Zone(string? id) => id is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
