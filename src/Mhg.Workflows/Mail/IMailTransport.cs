namespace Mhg.Workflows.Mail;

/// <summary>Carries e-mails away. The host has one.</summary>
public interface IMailTransport
{
    /// <summary>Sends an e-mail now.</summary>
    /// <param name="messageId">
    /// Its id, which becomes that of the e-mail: one that is sent twice, because the process was killed before it could note that
    /// it had sent it, is known by it as the same.
    /// </param>
    /// <param name="email">The e-mail.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="Exception">It was not sent.</exception>
    Task SendAsync(string messageId, Email email, CancellationToken cancellationToken);
}
