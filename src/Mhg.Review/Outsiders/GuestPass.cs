using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Features;
using Mhg.Workflows.UserTasks.Outsiders;
using Microsoft.AspNetCore.Http;

namespace Mhg.Review.Outsiders;

/// <summary>
/// Lets a guest open the files of the draft that their link shows. The browser brings the token in a cookie, for files alone: their
/// addresses are the same for everybody.
/// </summary>
public sealed class GuestPass(GuestVisits visits, WrongTokens wrong, FeatureState features) : IDraftPass
{
    private const string Cookie = "mhg.guest";

    /// <inheritdoc/>
    public async Task<string?> FindItemAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } token || !features.IsFeatureOn("Mhg.Review") || !wrong.MayTry(context))
            return null;
        var visit = await visits.FindAsync(token, cancellationToken);
        if (visit is null)
            wrong.Count(context);
        return visit is { State: VisitState.Open } ? visit.Link.ContentItemId : null;
    }

    /// <summary>Gives the pass out with the page that shows the draft.</summary>
    internal static void Give(HttpContext context, string token, GuestLink link) => context.Response.Cookies.Append(Cookie, token, new CookieOptions
    {
        Path = $"{context.Request.PathBase}/media",
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Expires = new DateTimeOffset(link.EndsUtc, TimeSpan.Zero),
    });
}
