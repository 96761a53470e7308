using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Notices;

/// <summary>Tells people something: within the site, and by e-mail as each has chosen.</summary>
public sealed class Notifier(INoticeStore notices, IOutboxStore outbox, TimeProvider time)
{
    /// <summary>Writes notices, in the transaction around. E-mails follow once it is committed.</summary>
    public async Task TellAsync(IReadOnlyList<Notice> told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.Count == 0)
            return;
        await notices.AddAsync(told, cancellationToken);
        var payload = new JsonObject { [NoticeMailReceiver.NoticeIds] = new JsonArray([.. told.Select(notice => (JsonNode)notice.NoticeId)]) };
        await outbox.AddAsync([new OutboxMessage(ContentId.New(), NoticeMailReceiver.KindName, payload, time.GetUtcNow().UtcDateTime)], cancellationToken);
    }
}
