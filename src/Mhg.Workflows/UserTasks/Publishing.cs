using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Notices;

namespace Mhg.Workflows.UserTasks;

/// <summary>Publishing by hand. Where a review stands between a draft and its readers, that takes a permission of its own and a reason, which is kept in the audit and told to those whom the review concerns.</summary>
public sealed class Publishing(
    UserTasks tasks, ContentManager contents, ContentAccess access, IAuditLog audit, Notifier notifier, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>The name of the event of the audit.</summary>
    public const string PublishedPastReview = "PublishedPastReview";

    /// <summary>Publishes what a review has not approved.</summary>
    public static Permission PublishPastReview { get; } = new("PublishPastReview", "Publish without the review, with a reason that is kept") { Category = "Review" };

    /// <summary>Whether the current actor may publish an item by hand.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isReviewed">Whether a review stands between it and its readers (<see cref="UserTasks.IsReviewedAsync"/>).</param>
    public bool May(ContentItem item, bool isReviewed) =>
        access.MayPublish(current.Actor, item) && (!isReviewed || current.Actor.Can(PublishPastReview));

    /// <summary>Publishes the latest version of an item by hand.</summary>
    /// <param name="item">The version that was meant.</param>
    /// <param name="reason">Why, where a review is passed over; kept in the history in any case.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <exception cref="ContentRefusedException">The actor may not, the reason is missing, or the latest version is another one.</exception>
    /// <exception cref="Mhg.ContentManagement.Elements.ContentInvalidException">Something in it has to be mended.</exception>
    public Task PublishAsync(ContentItem item, string? reason, CancellationToken cancellationToken = default) => unitOfWork.RunAsync(async token =>
    {
        var isReviewed = await tasks.IsReviewedAsync(item, token);
        reason = reason?.Trim() is { Length: > 0 } words ? words : null;
        if (!May(item, isReviewed))
            throw new ContentRefusedException($"“{item.DisplayText}” is published by its review. Submit it.");
        if (isReviewed && reason is null)
            throw new ContentRefusedException("Write why it is published without a review; it is kept in the history.");
        // The publication ends the review, and with it who was asked for it.
        string[] told = isReviewed ? [item.Owner, .. await EditorsAsync(item, token), .. await tasks.AssignedAsync(item.ContentItemId, token)] : [];
        if (isReviewed)
        {
            await audit.AppendAsync(new AuditEvent(
                time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, PublishedPastReview, item.ContentItemId, item.ContentItemVersionId, item.ContentType, reason), token);
        }
        await contents.PublishAsync(item.ContentItemId, item.ContentItemVersionId, isReviewed ? null : reason, token);
        if (isReviewed)
        {
            var says = $"{await notifier.ActorNameAsync(token)} published {item.DisplayText} without its review.";
            await notifier.TellAboutAsync(item, told, $"Published: {item.DisplayText}", says, $"{says} {reason}", token);
        }
    }, cancellationToken);

    private async Task<IEnumerable<string>> EditorsAsync(ContentItem item, CancellationToken cancellationToken) =>
        // Who submitted what was published since has no part in this.
        DecisionRules.EditorsOf(item, [.. (await audit.ListAsync(item.ContentItemId, cancellationToken)).TakeWhile(happened => happened.Name != "Published")]);
}
