using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.People;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks;

namespace Mhg.Review.ReviewPage;

/// <summary>What people say about an item without deciding anything.</summary>
public sealed class Conversation(
    IAuditLog audit, INoticeStore notices, IPeople people, IPeopleDirectory directory, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>The name of a comment's event in the audit.</summary>
    public const string Commented = "Commented";

    /// <summary>Keeps a comment in the item's history, and tells its owner and those who have commented or decided before.</summary>
    public Task AddAsync(ContentItem item, string comment, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var actor = current.Actor;
        var history = await audit.ListAsync(item.ContentItemId, token);
        await audit.AppendAsync(
            new AuditEvent(now, actor.UserId, actor.UserName, Commented, item.ContentItemId, item.ContentItemVersionId, item.ContentType, comment), token);

        var others = history.Where(written => written.Name == Commented || Decision.Of(written) is not null).Select(written => written.UserId)
            .Append(item.Owner).OfType<string>().Distinct().Where(id => id != actor.UserId && people.Find(id) is not null);
        var who = actor.UserId is { } userId && (await directory.NamesAsync([userId], token)).TryGetValue(userId, out var name) ? name : actor.UserName;
        await notices.AddAsync(
            [.. others.Select(id => new Notice(
                ContentId.New(), id, now, $"Comment: {item.DisplayText}", $"{who} commented on {item.DisplayText}.", $"{who}: {comment}", "", false, item.ContentItemId))],
            token);
    }, cancellationToken);
}
