using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.History;
using Mhg.Modularity.People;
using Mhg.Review.Comments;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Outsiders;

namespace Mhg.Review.Outsiders;

/// <summary>What a guest's link leads to now.</summary>
public enum VisitState
{
    /// <summary>The draft, which waits for a decision.</summary>
    Open,

    /// <summary>Nothing for now: the draft is being worked on, and may be submitted again.</summary>
    Paused,

    /// <summary>Nothing any more: what the guest was asked is settled.</summary>
    Settled,

    /// <summary>Nothing any more: its days are over.</summary>
    Expired,

    /// <summary>Nothing any more: it was withdrawn, or who gave it may not see the draft any more.</summary>
    Withdrawn,
}

/// <summary>A guest who has opened their link.</summary>
/// <param name="Link">The link.</param>
/// <param name="State">What it leads to now.</param>
/// <param name="InvitedBy">Who asked, as people know them.</param>
/// <param name="Guest">The guest as one who acts.</param>
/// <param name="Item">The latest version of the item; null where it is not there any more. It is only for the eyes of the guest while the state is <see cref="VisitState.Open"/>.</param>
/// <param name="Actions">What the guest can decide, with the reason where an action is not possible.</param>
public sealed record Visit(GuestLink Link, VisitState State, string InvitedBy, Actor Guest, ContentItem? Item, IReadOnlyList<UserTaskAction> Actions)
{
    /// <summary>Since when the draft waits (UTC); null where it does not.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>Whether the guest has decided about this very version since it waits.</summary>
    public bool HasDecided => Link.DecidedVersionId is { } decided && decided == Item?.ContentItemVersionId && !(Link.DecidedUtc < SinceUtc);

    /// <summary>Whether the draft was changed since the guest saw it.</summary>
    public bool IsChanged => Link.OpenedVersionId is { } seen && seen != Item?.ContentItemVersionId;
}

/// <summary>What people without an account do by their links. Each call asks anew whether the link holds, in the transaction of what it does.</summary>
public sealed class GuestVisits(
    IGuestLinkStore links, IContentStore contents, ICommentStore comments, UserTasks tasks, Conversation conversation, Notifier notifier, ContentAccess access, IPeople people, IPeopleDirectory directory,
    IAuditLog audit, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>How many comments a link takes: enough for a conversation, and too few to fill the site with.</summary>
    public const int MostComments = 50;

    private static readonly TimeSpan OpenedAgain = TimeSpan.FromMinutes(1);

    /// <summary>What a token opens now; null for a token that this site has not given out.</summary>
    public async Task<Visit?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(GuestToken.Hash(token), cancellationToken) is not { } link)
            return null;
        var inviter = await people.ActorAsync(link.InvitedById, cancellationToken);
        var guest = Actor.Guest($"{link.Name} (guest)", inviter, link.LinkId);
        var item = await contents.FindAsync(link.ContentItemId, VersionOptions.Latest, cancellationToken);
        var review = item is null ? null : await tasks.FindReviewAsync(item.ContentItemId, cancellationToken);
        var state = link.WithdrawnUtc is not null ? VisitState.Withdrawn
            : link.EndsUtc <= Now ? VisitState.Expired
            : link.SettledUtc is not null || item is null ? VisitState.Settled
            : !access.MayPreview(inviter, item) ? VisitState.Withdrawn
            : review is not null ? VisitState.Open
            : VisitState.Paused;
        var names = await directory.NamesAsync([link.InvitedById], cancellationToken);
        var visit = new Visit(link, state, names.GetValueOrDefault(link.InvitedById) ?? "Somebody", guest, item, []) { SinceUtc = review?.SinceUtc };
        return state == VisitState.Open && link.MayDecide && !visit.HasDecided
            ? visit with { Actions = await AsAsync(guest, async () => (await tasks.ListAsync([item!], cancellationToken)).Where(task => task.IsReview).SelectMany(task => task.Actions).ToList()) }
            : visit;
    }

    /// <summary>Notes that the guest has the draft before them. That is all that looking at it does.</summary>
    public async Task OpenedAsync(string token, Visit seen, CancellationToken cancellationToken)
    {
        if (seen.State != VisitState.Open || (!seen.IsChanged && Now - seen.Link.OpenedUtc < OpenedAgain))
            return;
        await unitOfWork.RunAsync(async stop =>
        {
            if (await FindAsync(token, stop) is not { State: VisitState.Open, Item: { } item } visit)
                return;
            await links.KeepAnswerAsync(visit.Link with { OpenedUtc = Now, OpenedVersionId = seen.Item!.ContentItemVersionId }, stop);
            if (visit.Link.OpenedUtc is null)
            {
                await audit.AppendAsync(
                    new AuditEvent(
                        Now, null, visit.Guest.UserName, HistoryEntry.GuestOpened, item.ContentItemId, item.ContentItemVersionId, item.ContentType, null,
                        new JsonObject { [nameof(Decision.GuestLinkId)] = visit.Link.LinkId, [nameof(Decision.InvitedById)] = visit.Link.InvitedById }),
                    stop);
            }
        }, cancellationToken);
    }

    /// <summary>Keeps a comment of the guest on the whole draft; who takes part is told, and who asked.</summary>
    /// <exception cref="ContentRefusedException">The link leads to no draft now, or takes no more comments.</exception>
    public Task CommentAsync(string token, string text, CancellationToken cancellationToken) => ActAsync(token, async (visit, stop) =>
    {
        if ((await SaidAsync(visit.Link, stop)).Count >= MostComments)
            throw new ContentRefusedException($"These are {MostComments} comments, as many as a link takes. Write to {visit.InvitedBy}.");
        await links.KeepAnswerAsync(visit.Link with { CommentedUtc = Now }, stop);
        await conversation.BeginAsync(visit.Item!, "", null, text, null, stop);
    }, cancellationToken);

    /// <summary>What the guest has said by this link, each with the answers to it, the oldest first; nothing else of what is said about the draft.</summary>
    public async Task<IReadOnlyList<ThreadView>> ThreadsAsync(Visit visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (visit.State != VisitState.Open)
            return [];
        var own = (await SaidAsync(visit.Link, cancellationToken)).Select(said => (string?)said.Data?["ThreadId"]).ToHashSet();
        // Guests answer in no thread; one that somebody with an account has begun is not theirs, whatever the audit says.
        var threads = own.Count == 0 ? [] : (await comments.ListAsync(visit.Link.ContentItemId, cancellationToken)).Where(thread => own.Contains(thread.ThreadId) && thread.Comments[0].UserId is null).ToList();
        var names = await directory.NamesAsync([.. threads.SelectMany(thread => thread.Comments.Select(comment => comment.UserId).Append(thread.ResolvedById)).OfType<string>().Distinct()], cancellationToken);
        return [.. threads.Select(thread => new ThreadView(thread, null, null, names))];
    }

    /// <summary>Takes an action in the place of who asked; all rules about that person hold.</summary>
    /// <param name="token">The token.</param>
    /// <param name="action">The action.</param>
    /// <param name="versionId">The version that the guest has before them.</param>
    /// <param name="comment">What the guest wrote.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <exception cref="ContentRefusedException">The link leads to no draft now, is for comments only, or a rule does not allow it.</exception>
    /// <exception cref="DecisionConflictException">Somebody else was first.</exception>
    /// <exception cref="Mhg.ContentManagement.Elements.ContentInvalidException">It was to be published, and something in it has to be mended.</exception>
    /// <exception cref="Mhg.Workflows.WorkflowFaultException">The workflow can't go on after this action.</exception>
    public Task DecideAsync(string token, string action, string versionId, string? comment, CancellationToken cancellationToken) => ActAsync(token, async (visit, stop) =>
    {
        if (!visit.Link.MayDecide)
            throw new ContentRefusedException("This link is for comments. The decision is for others.");
        if (visit.HasDecided)
            throw new ContentRefusedException($"You have answered already: “{visit.Link.Decision}”.");
        // The actions of a review are meant: others, which would be the inviter's as well, are nothing for a guest.
        if (visit.Actions.All(offered => offered.Name != action) && visit.Item!.ContentItemVersionId == versionId)
            throw new ContentRefusedException($"“{action}” is not possible now.");
        // Before the decision, which may settle the link.
        await links.KeepAnswerAsync(visit.Link with { Decision = action, DecidedUtc = Now, DecidedVersionId = versionId }, stop);
        await tasks.TakeAsync(visit.Item!.ContentItemId, action, versionId, comment, stop);
        await notifier.TellAboutAsync(
            visit.Item, [visit.Link.InvitedById], $"{visit.Link.Name} chose “{action}”: {visit.Item.DisplayText}", $"{visit.Link.Name}, whom you asked, chose “{action}”.",
            $"{visit.Link.Name}, whom you asked, chose “{action}” for {visit.Item.DisplayText}. {comment?.Trim()}".TrimEnd(), stop);
    }, cancellationToken);

    private async Task<List<AuditEvent>> SaidAsync(GuestLink link, CancellationToken cancellationToken) =>
        [.. (await audit.ListAsync(link.ContentItemId, cancellationToken))
            .Where(happened => happened.Name == HistoryEntry.Commented && (string?)happened.Data?[nameof(Decision.GuestLinkId)] == link.LinkId)];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private Task ActAsync(string token, Func<Visit, CancellationToken, Task> act, CancellationToken cancellationToken) => unitOfWork.RunAsync(async stop =>
    {
        if (await FindAsync(token, stop) is not { State: VisitState.Open } visit)
            throw new ContentRefusedException("Nothing was done: the draft does not wait for an answer any more.");
        await AsAsync(visit.Guest, async () =>
        {
            await act(visit, stop);
            return true;
        });
    }, cancellationToken);

    /// <summary>Does something as the guest, and as nobody longer than that.</summary>
    private async Task<T> AsAsync<T>(Actor guest, Func<Task<T>> work)
    {
        var before = current.Actor;
        current.Actor = guest;
        try
        {
            return await work();
        }
        finally
        {
            current.Actor = before;
        }
    }
}
