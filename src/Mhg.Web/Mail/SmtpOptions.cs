namespace Mhg.Web.Mail;

/// <summary>The mail server, section <c>Site:Smtp</c>. Without a host, e-mails are kept as files.</summary>
public sealed class SmtpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Site:Smtp";

    /// <summary>The server's name; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection is encrypted (STARTTLS) before anything is told.</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>The account there; empty for none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address that e-mails of the site are from.</summary>
    public string From { get; set; } = "no-reply@localhost";
}
