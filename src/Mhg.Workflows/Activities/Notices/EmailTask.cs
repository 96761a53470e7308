using Mhg.Expressions.Liquid;
using Mhg.Workflows.Mail;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>
/// Sends an e-mail once all that the workflow does now is stored: the Liquid templates <c>Author</c> (whom it is from), <c>Sender</c>,
/// <c>ReplyTo</c>, <c>Recipients</c>, <c>Cc</c>, <c>Bcc</c>, <c>Subject</c> and <c>Body</c>. It fails where it is for nobody or an
/// address is none; whether the mail server takes it shows later.
/// </summary>
public sealed class EmailTask(EmailOutbox emails) : Activity
{
    private const string Failed = "Failed";

    /// <inheritdoc/>
    public override string Category => "Notices";

    /// <inheritdoc/>
    public override string Summary => "Sends an e-mail.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("Recipients", SettingKind.Liquid, "To") { Hint = "Addresses with commas between them.", IsRequired = true },
        new("Cc", SettingKind.Liquid, "Copy to"),
        new("Bcc", SettingKind.Liquid, "Hidden copy to"),
        new("Author", SettingKind.Liquid, "From") { Hint = "The site's own address where it is empty." },
        new("Sender", SettingKind.Liquid, "Sent by") { Hint = "Only where somebody sends it for the one whom it is from." },
        new("ReplyTo", SettingKind.Liquid, "Answers to"),
        new("Subject", SettingKind.Liquid, "Subject"),
        new("Body", SettingKind.Liquid, "Text") { IsLong = true },
        new("IsHtmlBody", SettingKind.Flag, "The text is HTML"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName, Failed];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var isHtml = context.Record.Flag("IsHtmlBody");
        var email = new Email(Addresses("Recipients"), context.Render("Subject").ReplaceLineEndings(" ").Trim(), context.Render("Body", isHtml ? LiquidEncoding.Html : LiquidEncoding.Plain))
        {
            From = Address("Author"),
            Sender = Address("Sender"),
            ReplyTo = Addresses("ReplyTo"),
            Cc = Addresses("Cc"),
            Bcc = Addresses("Bcc"),
            IsHtml = isHtml,
        };
        if (email.Problem is { } problem)
        {
            context.SetLastResult(problem);
            return ActivityResult.Follow(Failed);
        }
        await emails.AddAsync([email], cancellationToken);
        return ActivityResult.Done;

        string? Address(string property) => Addresses(property) is [var first, ..] ? first : null;

        IReadOnlyList<string> Addresses(string property) => Email.Addresses(context.Render(property));
    }
}
