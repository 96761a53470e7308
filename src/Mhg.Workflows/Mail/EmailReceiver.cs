using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Mail;

/// <summary>
/// Sends e-mails. A mail server can't take part in a transaction: a process that is killed after it has sent one and before it has
/// noted that sends it again, with the same id. So each is sent at least once, and hardly ever more often.
/// </summary>
public sealed class EmailReceiver(IMailTransport transport) : OutboxReceiver
{
    /// <inheritdoc/>
    public override string Kind => EmailOutbox.Kind;

    /// <inheritdoc/>
    public override bool IsTransactional => false;

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var email = Read(message);
        return $"Send “{email.Subject}” to {string.Join(", ", email.To.Concat(email.Cc).Concat(email.Bcc))}";
    }

    /// <inheritdoc/>
    public override Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return transport.SendAsync(message.MessageId, Read(message), cancellationToken);
    }

    private static Email Read(OutboxMessage message) => message.Payload.Deserialize<Email>(ContentJson.Options)!;
}
