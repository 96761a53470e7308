using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Mail;

/// <summary>Where e-mails are handed in. They are sent once the transaction around is committed, and not at all where it is undone.</summary>
public sealed class EmailOutbox(IOutboxStore outbox, TimeProvider time)
{
    internal const string Kind = "Email";

    /// <summary>Hands in e-mails.</summary>
    /// <exception cref="ArgumentException">One of them has a <see cref="Email.Problem"/>. None is handed in.</exception>
    public Task AddAsync(IReadOnlyList<Email> emails, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(emails);
        if (emails.Select(email => email.Problem).FirstOrDefault(problem => problem is not null) is { } problem)
            throw new ArgumentException(problem, nameof(emails));
        var now = time.GetUtcNow().UtcDateTime;
        return outbox.AddAsync(
            [.. emails.Select(email => new OutboxMessage(ContentId.New(), Kind, JsonSerializer.SerializeToNode(email, ContentJson.Options)!.AsObject(), now))], cancellationToken);
    }
}
