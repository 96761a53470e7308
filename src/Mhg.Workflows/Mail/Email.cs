using System.Net.Mail;
using System.Text.Json.Serialization;

namespace Mhg.Workflows.Mail;

/// <summary>An e-mail. Addresses are written <c>name@example.org</c> or <c>A name &lt;name@example.org&gt;</c>.</summary>
/// <param name="To">Whom it is for.</param>
/// <param name="Subject">One line of plain text.</param>
/// <param name="Body">The text.</param>
public sealed record Email(IReadOnlyList<string> To, string Subject, string Body)
{
    private static readonly char[] Separators = [',', ';', '\n', '\r'];

    /// <summary>Whom it is from; null for the site's own address.</summary>
    public string? From { get; init; }

    /// <summary>Who has sent it, where that is somebody else; null for nobody.</summary>
    public string? Sender { get; init; }

    /// <summary>Where answers go; none for the one whom it is from.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Who gets a copy without the others being told.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>Whether <see cref="Body"/> is HTML.</summary>
    public bool IsHtml { get; init; }

    /// <summary>Why it can't be sent; null where it can.</summary>
    [JsonIgnore]
    public string? Problem =>
        To.Count + Cc.Count + Bcc.Count == 0 ? "It is for nobody."
        : ((IEnumerable<string?>)[.. To, .. Cc, .. Bcc, .. ReplyTo, From, Sender]).OfType<string>().FirstOrDefault(address => !MailAddress.TryCreate(address, out _)) is { } wrong
            ? $"“{wrong}” is no e-mail address."
            : null;

    /// <summary>The addresses in a text, with commas, semicolons or lines between them.</summary>
    public static IReadOnlyList<string> Addresses(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
