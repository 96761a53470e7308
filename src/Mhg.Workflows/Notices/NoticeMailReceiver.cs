using Mhg.Workflows.Mail;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Notices;

/// <summary>Hands in an e-mail for each new notice to a person who wants them at once.</summary>
public sealed class NoticeMailReceiver(INoticeStore notices, IPeople people, NoticeLetters letters, EmailOutbox emails) : OutboxReceiver
{
    internal const string KindName = "NoticeMail";
    internal const string NoticeIds = nameof(NoticeIds);

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Payload[NoticeIds]!.AsArray().Count is var count && count == 1 ? "Write the e-mail of a notice" : $"Write the e-mails of {count} notices";
    }

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var ids = message.Payload[NoticeIds]!.AsArray().Select(id => id!.GetValue<string>()).ToList();
        // Who has read it meanwhile needs no e-mail.
        var unread = (await notices.FindAsync(ids, cancellationToken)).Where(notice => notice.ReadUtc is null).ToList();
        var wanting = (await people.FindAsync([.. unread.Select(notice => notice.UserId).Distinct()], cancellationToken))
            .Where(person => person.NoticeMail == NoticeMail.AtOnce).ToDictionary(person => person.UserId);
        await emails.AddAsync(
            [.. unread.Where(notice => wanting.ContainsKey(notice.UserId)).Select(notice => letters.Of(wanting[notice.UserId], notice)).OfType<Email>()], cancellationToken);
    }
}
