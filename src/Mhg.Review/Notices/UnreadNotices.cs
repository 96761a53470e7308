using Mhg.ContentManagement.Access;
using Mhg.Workflows.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Mhg.Review.Notices;

/// <summary>How many notices the signed-in person has not read, as a JSON number: the bell of an open page asks now and then.</summary>
internal static class UnreadNotices
{
    public static void MapUnreadNotices(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/notices/unread", CountAsync).RequireAuthorization();

    private static async Task<Ok<int>> CountAsync(HttpContext context, INoticeStore notices, CurrentActor current, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await notices.CountUnreadAsync(current.Actor.UserId!, cancellationToken));
    }
}
