using System.Text.Json.Nodes;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;

namespace Mhg.Workflows.Notices;

/// <summary>Hands in an e-mail every morning for each person who wants the notices of a day together and has not read all of them.</summary>
public sealed class NoticeDigestReceiver(
    INoticeStore notices, IPeople people, NoticeLetters letters, EmailOutbox emails, IOutboxStore outbox, ISiteZone zone, TimeProvider time) : OutboxReceiver
{
    private const string Digest = "NoticeDigest";
    private const string SinceUtc = nameof(SinceUtc);

    private static readonly CronSchedule Mornings = CronSchedule.Parse("0 7 * * *");

    /// <inheritdoc/>
    public override string Kind => Digest;

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    /// <inheritdoc/>
    public override int MostAttempts => int.MaxValue;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<OutboxMessage>> StandingAsync(CancellationToken cancellationToken) => [await NextAsync(Now, cancellationToken)];

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message) => "Write the e-mails with the notices of a day";

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var now = Now;
        var wanting = await people.ListByNoticeMailAsync(NoticeMail.Daily, cancellationToken);
        var unread = (await notices.ListUnreadAsync([.. wanting.Select(person => person.UserId)], message.Payload[SinceUtc]!.GetValue<DateTime>(), now, cancellationToken))
            .ToLookup(notice => notice.UserId);
        await emails.AddAsync(
            [.. wanting.Where(person => unread.Contains(person.UserId)).Select(person => letters.Of(person, [.. unread[person.UserId]])).OfType<Email>()], cancellationToken);
        await outbox.AddAsync([await NextAsync(now, cancellationToken)], cancellationToken);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<OutboxMessage> NextAsync(DateTime sinceUtc, CancellationToken cancellationToken) =>
        new(Digest, Digest, new JsonObject { [SinceUtc] = sinceUtc }, Mornings.NextAfter(sinceUtc, await zone.SiteZoneAsync(cancellationToken)));
}
