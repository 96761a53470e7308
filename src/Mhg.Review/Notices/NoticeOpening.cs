using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Shell;
using Mhg.Workflows.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace Mhg.Review.Notices;

/// <summary>Follows a notice to what it is about.</summary>
internal static class NoticeOpening
{
    public static void MapNoticeOpening(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/notices/{noticeId}/{contentItemId}", OpenAsync).RequireAuthorization();

    /// <summary>Marks the notice as read and leads on: the owner to the editor, others to the review, readers to the page.</summary>
    private static async Task<RedirectHttpResult> OpenAsync(
        string noticeId, string contentItemId, HttpContext context, INoticeStore notices, IContentStore contents, ContentAccess access, CurrentActor current,
        ITempDataDictionaryFactory tempData, TimeProvider time, CancellationToken cancellationToken)
    {
        await notices.MarkReadAsync(current.Actor.UserId!, [noticeId], time.GetUtcNow().UtcDateTime, cancellationToken);
        if (await contents.FindAsync(contentItemId, VersionOptions.Latest, cancellationToken) is { } item)
            return TypedResults.LocalRedirect(PlaceOf(item, access, current.Actor));
        var messages = tempData.GetTempData(context);
        messages.AddNotice(NoticeKind.Information, "What this notice was about is not there any more.");
        messages.Save();
        return TypedResults.LocalRedirect("~/notices");
    }

    private static string PlaceOf(ContentItem item, ContentAccess access, Actor actor) =>
        item.Owner == actor.UserId && access.MayEdit(actor, item) ? $"~/content/{item.ContentItemId}/edit"
        : access.MayPreview(actor, item) ? $"~/review/{item.ContentItemId}"
        : ContentLinks.UrlOf(item);
}
