using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Notices;

/// <summary>Tells people something: within the site, and by e-mail as each has chosen.</summary>
public sealed class Notifier(INoticeStore notices, IOutboxStore outbox, IPeople people, ContentAccess access, CurrentActor current, TimeProvider time)
{
    private readonly List<Notice> _told = [];

    /// <summary>The notices that were written in this scope, in order, by whomever.</summary>
    internal IReadOnlyList<Notice> Told => _told;

    /// <summary>Writes notices, in the transaction around. E-mails follow once it is committed.</summary>
    public async Task TellAsync(IReadOnlyList<Notice> told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.Count == 0)
            return;
        await notices.AddAsync(told, cancellationToken);
        _told.AddRange(told);
        var payload = new JsonObject { [NoticeMailReceiver.NoticeIds] = new JsonArray([.. told.Select(notice => (JsonNode)notice.NoticeId)]) };
        await outbox.AddAsync([new OutboxMessage(ContentId.New(), NoticeMailReceiver.KindName, payload, time.GetUtcNow().UtcDateTime)], cancellationToken);
    }

    /// <summary>Tells those of these people who may see an item's draft something about it; the one who acts needs no notice.</summary>
    /// <param name="item">The item.</param>
    /// <param name="userIds">The people.</param>
    /// <param name="subject">The headline.</param>
    /// <param name="summary">What it is about in a sentence.</param>
    /// <param name="text">The whole.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="anchor">The place that it leads to within the page of the item's review; null for the item as a whole.</param>
    public async Task TellAboutAsync(
        ContentItem item, IEnumerable<string> userIds, string subject, string summary, string text, CancellationToken cancellationToken, string? anchor = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(userIds);
        var now = time.GetUtcNow().UtcDateTime;
        var told = new List<Notice>();
        foreach (var id in userIds.Distinct().Where(id => id != current.Actor.UserId))
        {
            if (access.MayPreview(await people.ActorAsync(id, cancellationToken), item))
                told.Add(new Notice(ContentId.New(), id, now, subject, summary, text, "", false, item.ContentItemId) { Anchor = anchor });
        }
        await TellAsync(told, cancellationToken);
    }

    /// <summary>Marks what the one who acts was told about an item as read: they have it before them, or have acted on it.</summary>
    public Task ReadAboutAsync(string contentItemId, CancellationToken cancellationToken) =>
        current.Actor.UserId is { } userId ? notices.MarkReadAboutAsync(userId, contentItemId, time.GetUtcNow().UtcDateTime, cancellationToken) : Task.CompletedTask;

    /// <summary>The name that people know the one who acts by.</summary>
    public async Task<string> ActorNameAsync(CancellationToken cancellationToken) =>
        current.Actor.UserId is { } userId && await people.FindAsync([userId], cancellationToken) is [var person] ? person.DisplayName : current.Actor.UserName;
}
