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

    /// <summary>Marks the notice as read and leads on, to the comment that it tells of where it does: the owner to the form, where it is said what is asked for; others to the review, readers to the page.</summary>
    private static async Task<RedirectHttpResult> OpenAsync(
        string noticeId, string contentItemId, HttpContext context, INoticeStore notices, IContentStore contents, PublishedContent published, ContentAccess access, CurrentActor current,
        ITempDataDictionaryFactory tempData, TimeProvider time, CancellationToken cancellationToken)
    {
        if (context.Request.IsOpening())
            await notices.MarkReadAsync(current.Actor.UserId!, [noticeId], time.GetUtcNow().UtcDateTime, cancellationToken);
        var anchor = (await notices.FindAsync([noticeId], cancellationToken))
            .FirstOrDefault(notice => notice.UserId == current.Actor.UserId && notice.ContentItemId == contentItemId)?.Anchor;
        if (await contents.FindAsync(contentItemId, VersionOptions.Latest, cancellationToken) is { } item
            && WorkPlaceOf(item, anchor, access, current.Actor) is { } place)
            return TypedResults.LocalRedirect(place);
        if (await published.FindAsync(contentItemId, cancellationToken) is { } readable)
            return TypedResults.LocalRedirect(ContentLinks.UrlOf(readable));
        var messages = tempData.GetTempData(context);
        messages.AddNotice(NoticeKind.Information, "What this notice was about is not there any more.");
        messages.Save();
        return TypedResults.LocalRedirect("~/notices");
    }

    /// <summary>Where the actor works on the item; null for one who only reads. A draft's address would give its title away.</summary>
    private static string? WorkPlaceOf(ContentItem item, string? anchor, ContentAccess access, Actor actor) =>
        anchor is not null && access.MayPreview(actor, item) ? $"~/review/{item.ContentItemId}#{anchor}"
        : item.Owner == actor.UserId && access.MayEdit(actor, item) ? $"~/content/{item.ContentItemId}/edit"
        : access.MayPreview(actor, item) ? $"~/review/{item.ContentItemId}"
        : null;
}
