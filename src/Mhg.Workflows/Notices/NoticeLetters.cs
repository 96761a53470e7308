using System.Text;
using Mhg.Workflows.Mail;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Notices;

/// <summary>Notices as e-mails: plain text, each with the address of what it is about.</summary>
public sealed class NoticeLetters(ISiteAddress site)
{
    /// <summary>One notice; null where the person has no address that mail could go to.</summary>
    public Email? Of(Person person, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var text = new StringBuilder();
        Append(text, notice);
        return Letter(person, notice.Subject, text);
    }

    /// <summary>Several notices, in their order; null where the person has no address that mail could go to.</summary>
    public Email? Of(Person person, IReadOnlyList<Notice> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var text = new StringBuilder();
        foreach (var notice in notices)
        {
            text.AppendLine(notice.Subject);
            Append(text, notice);
            text.AppendLine();
        }
        return Letter(person, notices.Count == 1 ? notices[0].Subject : $"{notices.Count} notices", text);
    }

    private void Append(StringBuilder text, Notice notice)
    {
        if ((notice.TextBody.Length > 0 ? notice.TextBody : notice.Summary) is { Length: > 0 } body)
            text.AppendLine(body);
        text.Append(Address(notice.ContentItemId is { } item ? $"/notices/{notice.NoticeId}/{item}" : "/notices")).AppendLine();
    }

    private Email? Letter(Person person, string subject, StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(person);
        text.AppendLine().AppendLine("-- ").Append("Whether notices come by e-mail, and how often, you choose in your account: ").Append(Address("/account")).AppendLine();
        return person.Email is { } address && new Email([address], subject, text.ToString()) is { Problem: null } email ? email : null;
    }

    private Uri Address(string path) => new(site.Address, path);
}
