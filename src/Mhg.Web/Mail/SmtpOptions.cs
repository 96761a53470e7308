namespace Mhg.Web.Mail;

/// <summary>The mail server that e-mails are sent by. Without a host, they are kept as files.</summary>
public sealed class SmtpOptions
{
    /// <summary>The configuration section in which the operator sets it.</summary>
    public const string Section = "Site:Smtp";

    /// <summary>The server's name; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection is encrypted (STARTTLS) before anything is told.</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>The account there; empty for none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Its password; empty for none, null where one is stored that the site's keys no longer open.</summary>
    public string? Password { get; set; } = "";

    /// <summary>The address that e-mails of the site are from.</summary>
    public string From { get; set; } = "no-reply@localhost";
}
