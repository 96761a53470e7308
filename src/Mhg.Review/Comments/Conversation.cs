using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Comparing;
using Mhg.Modularity.History;
using Mhg.Workflows.Notices;
using Mhg.Workflows.UserTasks;

namespace Mhg.Review.Comments;

/// <summary>
/// What people say about a draft without deciding anything. Whoever may see the draft may speak, and is asked for that before.
/// What is said is kept in the audit, too, and told to those who take part.
/// </summary>
public sealed class Conversation(
    ICommentStore comments, UserTasks tasks, IAuditLog audit, Notifier notifier, Mentions mentions, ContentTexts texts,
    IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    // A notice quotes as much as tells the passage from others.
    private const int LongestQuote = 100;

    /// <summary>Begins a thread.</summary>
    /// <param name="item">The version that the person has before them.</param>
    /// <param name="path">The part or field; empty for the whole draft.</param>
    /// <param name="passage">The words in it; null for all of it.</param>
    /// <param name="text">What the person says. Each <c>@name</c> in it tells that person.</param>
    /// <param name="replacement">Words that the person suggests for the passage; null for none.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    public Task<Said> BeginAsync(ContentItem item, string path, Passage? passage, string text, string? replacement, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(async token =>
        {
            var thread = new CommentThread(ContentId.New(), item.ContentItemId, path, passage, [Comment(item, text, replacement)]);
            await comments.AddAsync(thread, token);
            return await SayAsync(item, thread, thread.Comments[0], token);
        }, cancellationToken);

    /// <summary>Answers in a thread. One that was settled is open again.</summary>
    public Task<Said> ReplyAsync(ContentItem item, CommentThread thread, string text, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var reply = Comment(item, text, null);
        await comments.AddAsync(thread.ThreadId, reply, token);
        await comments.SetResolvedAsync(thread.ThreadId, null, null, token);
        return await SayAsync(item, thread, reply, token);
    }, cancellationToken);

    /// <summary>Settles a thread, or opens it again. Nothing happens where it is so already.</summary>
    public Task SetResolvedAsync(ContentItem item, CommentThread thread, bool isResolved, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await comments.SetResolvedAsync(thread.ThreadId, isResolved ? now : null, isResolved ? current.Actor.UserId : null, token))
            await audit.AppendAsync(EventOf(isResolved ? HistoryEntry.CommentResolved : HistoryEntry.CommentReopened, item, thread, null), token);
    }, cancellationToken);

    /// <summary>The event of the audit that something done in a thread makes.</summary>
    internal AuditEvent EventOf(string name, ContentItem item, CommentThread thread, Comment? comment)
    {
        var data = new JsonObject { ["ThreadId"] = thread.ThreadId };
        if (thread.Path.Length > 0)
            data["Path"] = thread.Path;
        if (thread.Passage is { } passage)
            data["Quote"] = passage.Quote;
        if (comment?.Replacement is { } replacement)
            data["Replacement"] = replacement;
        if (current.Actor.GuestLinkId is { } link)
            (data[nameof(Decision.GuestLinkId)], data[nameof(Decision.InvitedById)]) = (link, current.Actor.OnBehalfOf.UserId);
        return new AuditEvent(
            time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, name, item.ContentItemId, item.ContentItemVersionId, item.ContentType,
            comment?.Text is { Length: > 0 } text ? text : null, data);
    }

    /// <summary>Where a thread stands on the page of the review.</summary>
    internal static string AnchorOf(CommentThread thread) => $"thread-{thread.ThreadId}";

    /// <summary>What people call a field; null for the whole draft, and for what is not in it any more.</summary>
    private async Task<string?> LabelAsync(ContentItem item, string path, CancellationToken cancellationToken) =>
        path.Length == 0 ? null : (await texts.OfAsync([item], cancellationToken))[0].FirstOrDefault(element => element.Path == path)?.Label;

    private static string? Shortened(string? quote)
    {
        if (quote is null)
            return null;
        var words = string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= LongestQuote ? $"“{words}”" : $"“{words[..(char.IsHighSurrogate(words[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)].TrimEnd()}…”";
    }

    private Comment Comment(ContentItem item, string text, string? replacement) => new(
        ContentId.New(), item.ContentItemVersionId, current.Actor.UserId, current.Actor.UserName, time.GetUtcNow().UtcDateTime, text.Trim().ReplaceLineEndings("\n"), replacement);

    private async Task<Said> SayAsync(ContentItem item, CommentThread thread, Comment comment, CancellationToken cancellationToken)
    {
        var history = await audit.ListAsync(item.ContentItemId, cancellationToken);
        await audit.AppendAsync(EventOf(HistoryEntry.Commented, item, thread, comment), cancellationToken);

        var who = await notifier.ActorNameAsync(cancellationToken);
        var quote = Shortened(thread.Passage?.Quote);
        var says = comment.Replacement switch
        {
            null => comment.Text,
            "" => $"suggests to leave out {quote}. {comment.Text}",
            var words => $"suggests “{words}” for {quote}. {comment.Text}",
        };
        string?[] place = [await LabelAsync(item, thread.Path, cancellationToken), comment.Replacement is null ? quote : null];
        var where = string.Join(", ", place.OfType<string>());
        var text = $"{who}{(where.Length > 0 ? $" on {where}" : "")}: {says}";
        var anchor = AnchorOf(thread);
        var mentioned = await mentions.FindAsync(item, comment.Text, cancellationToken);
        await notifier.TellAboutAsync(item, mentioned.UserIds, $"You are mentioned: {item.DisplayText}", $"{who} mentions you in a comment on {item.DisplayText}.", text, cancellationToken, anchor);
        await notifier.TellAboutAsync(item, (await TakingPartAsync(item, history, cancellationToken)).Except(mentioned.UserIds), $"Comment: {item.DisplayText}", $"{who} commented on {item.DisplayText}.", text, cancellationToken, anchor);
        return new Said(thread.ThreadId, mentioned);
    }

    /// <summary>
    /// The owner and who last changed it, those who have commented or decided since it was last published, who was asked for the review or is
    /// looking at it, and who asked the guest where one speaks.
    /// </summary>
    private async Task<IEnumerable<string>> TakingPartAsync(ContentItem item, IEnumerable<AuditEvent> history, CancellationToken cancellationToken)
    {
        var round = history.TakeWhile(happened => happened.Name != "Published").ToList();
        return round.Where(happened => happened.Name == HistoryEntry.Commented || Decision.Of(happened) is not null).Select(happened => happened.UserId)
            .Concat(DecisionRules.EditorsOf(item, round)).Concat(await tasks.AssignedAsync(item.ContentItemId, cancellationToken))
            .Append(item.Owner).Append(current.Actor.OnBehalfOf.UserId).OfType<string>().Where(id => id.Length > 0);
    }
}

/// <summary>What was said.</summary>
/// <param name="ThreadId">Where.</param>
/// <param name="Mentioned">Whom it mentions.</param>
public sealed record Said(string ThreadId, Mentioned Mentioned);
