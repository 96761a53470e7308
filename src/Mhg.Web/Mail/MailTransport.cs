using System.Net;
using System.Net.Mail;
using System.Text;
using Mhg.Modularity.Modules;
using Mhg.Workflows.Mail;

namespace Mhg.Web.Mail;

/// <summary>Sends e-mails by the site's mail server; where there is none, keeps each as a file that mail programs open.</summary>
public sealed partial class MailTransport(MailServer server, SiteFolder site, ILogger<MailTransport> logger) : IMailTransport
{
    /// <summary>The folder in which e-mails are kept where there is no mail server.</summary>
    public string Folder => Path.Combine(site.Path, "mail");

    /// <inheritdoc/>
    public async Task SendAsync(string messageId, Email email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var smtp = await server.InForceAsync(cancellationToken);
        using var message = ToMessage(messageId, email, smtp);
        if (smtp.Host.Length > 0)
            await SendAsync(message, smtp, cancellationToken);
        else
            Keep(messageId, message);
    }

    private async Task SendAsync(MailMessage message, SmtpOptions smtp, CancellationToken cancellationToken)
    {
        if (smtp is { UserName.Length: > 0, Password: null })
            throw new InvalidOperationException("The stored password of the mail server can’t be read any more, because the site’s keys have changed. Enter it again under Administration → E-mail.");
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.UseTls };
        if (smtp.UserName.Length > 0)
            client.Credentials = new NetworkCredential(smtp.UserName, smtp.Password);
        try
        {
            await client.SendMailAsync(message, cancellationToken);
        }
        catch (SmtpFailedRecipientException refused) when (message.To.Count + message.CC.Count + message.Bcc.Count > 1)
        {
            // The others have got it; to send it again would reach them twice.
            var names = refused is SmtpFailedRecipientsException several ? several.InnerExceptions.Select(each => each.FailedRecipient) : [refused.FailedRecipient];
            LogRefused(logger, message.Subject, string.Join(", ", names), refused.Message);
        }
    }

    /// <summary>Writes the file beside its place and moves it there, so that nobody sees half of it; once more is the same file.</summary>
    private void Keep(string messageId, MailMessage message)
    {
        var draft = Directory.CreateDirectory(Path.Combine(Folder, ".new", messageId));
        foreach (var half in draft.EnumerateFiles())
            half.Delete();
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft.FullName })
            client.Send(message);
        var written = draft.EnumerateFiles().Single();
        using (var file = written.Open(FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);
        written.MoveTo(Path.Combine(Folder, messageId + ".eml"), overwrite: true);
        draft.Delete();
    }

    private static MailMessage ToMessage(string messageId, Email email, SmtpOptions smtp)
    {
        var from = new MailAddress(email.From ?? smtp.From);
        var message = new MailMessage
        {
            From = from,
            Subject = email.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = email.Body,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = email.IsHtml,
        };
        if (email.Sender is { } sender)
            message.Sender = new MailAddress(sender);
        Add(message.To, email.To);
        Add(message.CC, email.Cc);
        Add(message.Bcc, email.Bcc);
        Add(message.ReplyToList, email.ReplyTo);
        message.Headers["Message-ID"] = $"<{messageId}@{from.Host}>";
        return message;

        static void Add(MailAddressCollection list, IEnumerable<string> addresses)
        {
            foreach (var address in addresses)
                list.Add(new MailAddress(address));
        }
    }

    [LoggerMessage(LogLevel.Error, "The e-mail “{Subject}” was not accepted for {Recipients}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string subject, string recipients, string reason);
}
