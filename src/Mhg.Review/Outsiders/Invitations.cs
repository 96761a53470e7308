using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.History;
using Mhg.Modularity.People;
using Mhg.Workflows.Mail;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Outsiders;

namespace Mhg.Review.Outsiders;

/// <summary>What a guest is asked.</summary>
/// <param name="Name">The guest's name, a line.</param>
/// <param name="Email">The guest's address.</param>
/// <param name="Message">What the guest is to know; may be empty.</param>
/// <param name="Days">For how many days the link holds.</param>
/// <param name="MayDecide">Whether the guest may decide, or only comment.</param>
public sealed record Invitation(string Name, string Email, string Message, int Days, bool MayDecide);

/// <summary>A guest's link as it is shown to those who work on the draft.</summary>
/// <param name="Link">The link.</param>
/// <param name="InvitedBy">Who asked, as people know them.</param>
/// <param name="IsOver">Whether it holds no more.</param>
/// <param name="MayWithdraw">Whether the present person may end it.</param>
public sealed record InvitationView(GuestLink Link, string InvitedBy, bool IsOver, bool MayWithdraw);

/// <summary>Asks people without an account about a draft, and takes it back.</summary>
public sealed class Invitations(
    IGuestLinkStore links, UserTasks tasks, Notifier notifier, EmailOutbox emails, ISiteAddress site, ISiteZone zone, IAuditLog audit,
    IPeople people, IPeopleDirectory directory, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>For how many days a link can hold.</summary>
    public const int MostDays = 30;

    /// <summary>For how many days it holds unless another number is chosen.</summary>
    public const int UsualDays = 7;

    // A draft that more people are to see is better published.
    private const int MostLinks = 20;

    /// <summary>The links to an item's draft, the newest first.</summary>
    public async Task<IReadOnlyList<InvitationView>> ListAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var all = await links.ListAsync(item.ContentItemId, cancellationToken);
        var names = await directory.NamesAsync([.. all.Select(link => link.InvitedById).Distinct()], cancellationToken);
        return [.. all.Select(link => new InvitationView(link, names.GetValueOrDefault(link.InvitedById) ?? "Somebody", link.IsOver(Now), MayWithdraw(link)))];
    }

    /// <summary>Asks somebody without an account about a draft that waits for a decision of the current person, by e-mail.</summary>
    /// <param name="item">The draft.</param>
    /// <param name="invitation">Who is asked, and what.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored or sent then.</param>
    /// <returns>The address that the guest opens. It can't be found out again.</returns>
    /// <exception cref="ContentRefusedException">The person may not decide now, so that nobody can in their place.</exception>
    public Task<Uri> InviteAsync(ContentItem item, Invitation invitation, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        if (!(await tasks.ListAsync([item], token)).Any(MayInvite))
            throw new ContentRefusedException($"“{item.DisplayText}” does not wait for a decision of yours, and so nobody can be asked to decide in your place.");
        if ((await links.ListAsync(item.ContentItemId, token)).Count(link => !link.IsOver(Now)) >= MostLinks)
            throw new ContentRefusedException($"{MostLinks} guests have a link to it already. Withdraw one first.");
        var link = new GuestLink(
            ContentId.New(), item.ContentItemId, invitation.Name, invitation.Email, invitation.Message, invitation.MayDecide, current.Actor.UserId!, Now, Now.AddDays(invitation.Days));
        var secret = GuestToken.New();
        await links.AddAsync(link, GuestToken.Hash(secret), token);
        await KeepAsync(item, HistoryEntry.GuestInvited, link, token);
        var address = new Uri(site.Address, $"/review/guest/{secret}");
        await emails.AddAsync([await LetterAsync(item, link, address, token)], token);
        return address;
    }, cancellationToken);

    /// <summary>Ends a link at once.</summary>
    /// <exception cref="ContentRefusedException">It is somebody else's to end, or was ended before.</exception>
    public Task WithdrawAsync(ContentItem item, string linkId, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        if ((await links.ListAsync(item.ContentItemId, token)).FirstOrDefault(link => link.LinkId == linkId) is not { } link || !MayWithdraw(link))
            throw new ContentRefusedException("This link is for who has asked, or for a reviewer, to withdraw.");
        if (!await links.WithdrawAsync(item.ContentItemId, linkId, Now, token))
            throw new ContentRefusedException("This link was withdrawn already.");
        await KeepAsync(item, HistoryEntry.GuestWithdrawn, link, token);
    }, cancellationToken);

    /// <summary>Whether somebody may ask a guest in their place: they may decide themselves, so they are not the last who changed the draft.</summary>
    /// <param name="task">What they may do.</param>
    public static bool MayInvite(UserTask task) => task.Actions.Any(action => action is { Approves: true, Refusal: null });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private bool MayWithdraw(GuestLink link) => link.InvitedById == current.Actor.UserId || current.Actor.Can(Startup.ReviewContent);

    private Task KeepAsync(ContentItem item, string name, GuestLink link, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEvent(
            Now, current.Actor.UserId, current.Actor.UserName, name, item.ContentItemId, item.ContentItemVersionId, item.ContentType,
            name == HistoryEntry.GuestInvited && link.Message.Length > 0 ? link.Message : null,
            new JsonObject
            {
                [nameof(Decision.GuestLinkId)] = link.LinkId,
                ["Guest"] = link.Name,
                ["Email"] = link.Email,
                ["Request"] = link.MayDecide ? "comment and decide" : "comment",
                [nameof(GuestLink.EndsUtc)] = link.EndsUtc,
            }),
        cancellationToken);

    private async Task<Email> LetterAsync(ContentItem item, GuestLink link, Uri address, CancellationToken cancellationToken)
    {
        var who = await notifier.ActorNameAsync(cancellationToken);
        var siteZone = await zone.SiteZoneAsync(cancellationToken);
        var until = TimeZoneInfo.ConvertTimeFromUtc(link.EndsUtc, siteZone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Dear {link.Name},").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{who} asks you to read the draft “{item.DisplayText}” and to {(link.MayDecide ? "comment on it or decide about it" : "comment on it")}.").AppendLine();
        if (link.Message.Length > 0)
            text.AppendLine(link.Message).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"You need no account. This link is yours alone until {until} ({siteZone.Id}):")
            .AppendLine(address.AbsoluteUri).AppendLine()
            .AppendLine("Please do not pass it on: whoever has it sees the draft and answers in your name.");
        var answersTo = await people.FindAsync([link.InvitedById], cancellationToken);
        return new Email([link.Email], $"Please read: {item.DisplayText}".ReplaceLineEndings(" "), text.ToString())
        {
            ReplyTo = [.. answersTo.Select(person => person.Email).OfType<string>().Where(email => new Email([email], "", "").Problem is null)],
        };
    }
}
