using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mhg.Web.Mail;

/// <summary>
/// The mail server as administrators set it: the section of the site's settings that Orchard Core has under this name, with its members
/// and their defaults. Those that this site makes no use of, such as proxies, are kept as they are.
/// </summary>
public sealed class SmtpSettings
{
    /// <summary>Whether e-mails are sent; not said means that they are, where there is a host.</summary>
    public bool? IsEnabled { get; set; }

    /// <summary>The address that e-mails of the site are from.</summary>
    public string? DefaultSender { get; set; }

    /// <summary>Whether e-mails go to the host or into a folder. The folder is always the site's own.</summary>
    public SmtpDeliveryMethod DeliveryMethod { get; set; }

    /// <summary>The server's name.</summary>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 25;

    /// <summary>Whether the encryption follows from the port. Here it is STARTTLS then, and never none.</summary>
    public bool AutoSelectEncryption { get; set; }

    /// <summary>How the connection is encrypted.</summary>
    public SmtpEncryptionMethod EncryptionMethod { get; set; }

    /// <summary>Whether the server asks for an account.</summary>
    public bool RequireCredentials { get; set; }

    /// <summary>Whether that is the account of the process, which this site does not give: it goes without one then.</summary>
    public bool UseDefaultCredentials { get; set; }

    /// <summary>The account there.</summary>
    public string? UserName { get; set; }

    /// <summary>Its password, protected by the site's keys.</summary>
    public string? Password { get; set; }

    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Further { get; set; }

    /// <summary>The name of the server that e-mails are sent by; empty where they are kept as files.</summary>
    public string ServerName() => IsEnabled != false && DeliveryMethod == SmtpDeliveryMethod.Network ? Host?.Trim() ?? "" : "";

    /// <summary>What no e-mail could be sent with: the member, what is wrong with it, and what to do.</summary>
    public IEnumerable<(string Member, string Message)> Problems()
    {
        var server = ServerName();
        if (server.Length > 0 && Uri.CheckHostName(server) == UriHostNameType.Unknown)
            yield return (nameof(Host), "Give the server’s name alone, such as smtp.example.org: no “https://” before it and no port behind it.");
        if (Port is < 1 or > 65535)
            yield return (nameof(Port), "Give the port as a number from 1 to 65535. Most servers have 587.");
        if (server.Length > 0 && (AutoSelectEncryption ? Port == 465 : EncryptionMethod == SmtpEncryptionMethod.SslTls))
            yield return (nameof(EncryptionMethod), "This site encrypts by STARTTLS alone. Choose that, with the port that the server has for it: mostly 587.");
        if (!string.IsNullOrWhiteSpace(DefaultSender) && !MailAddress.TryCreate(DefaultSender, out _))
            yield return (nameof(DefaultSender), "Give an e-mail address, such as no-reply@example.org.");
    }
}

/// <summary>How the connection to a mail server is encrypted; the names and numbers are Orchard Core's.</summary>
public enum SmtpEncryptionMethod
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>From the first byte.</summary>
    SslTls,

    /// <summary>After the greeting, before anything is told.</summary>
    StartTls,
}
