using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Html;
using Mhg.Modularity.History;
using Mhg.Workflows.Notices;

namespace Mhg.Review.Comments;

/// <summary>What an editor does with the words that a comment suggests.</summary>
public sealed class Suggestions(
    ICommentStore comments, Conversation conversation, Notifier notifier, ContentManager contents, ContentDefinitions definitions, ContentAccess access, HtmlSanitizer sanitizer,
    IAuditLog audit, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>The item with other words in the place of a passage, not stored: whoever suggests them learns at once whether they could be taken.</summary>
    /// <exception cref="ContentRefusedException">The passage is not there as it was, or the words can't be put there.</exception>
    public async Task<ContentItem> WithAsync(ContentItem item, string path, Passage passage, string words, CancellationToken cancellationToken)
    {
        var draft = item.Copy();
        var model = await definitions.ModelAsync(cancellationToken);
        var element = model.Elements(draft).FirstOrDefault(element => element.Path == path)
            ?? throw new ContentRefusedException("What the suggestion was about is not in the draft any more.");
        element.Type.Replace(element, passage, words, sanitizer);
        return draft;
    }

    /// <summary>Puts the suggested words into the draft, which makes a new version of it, and settles the thread. All of it is stored or nothing.</summary>
    /// <param name="item">The latest version.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="comment">The comment in it that suggests something.</param>
    /// <param name="versionId">The version that the editor has before them.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <exception cref="ContentRefusedException">The passage is not there as it was, the words can't be put there, somebody else answered first, or a rule does not allow it.</exception>
    /// <exception cref="Mhg.ContentManagement.Elements.ContentInvalidException">With these words something in the item would have to be mended.</exception>
    /// <exception cref="ContentConflictException">The draft was changed since the editor saw it.</exception>
    public Task TakeAsync(ContentItem item, CommentThread thread, Comment comment, string versionId, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        await AnswerAsync(item, comment, SuggestionAnswer.Taken, token);
        var draft = await WithAsync(item, thread.Path, thread.Passage!, comment.Replacement!, token);
        await contents.SaveDraftAsync(draft, versionId, token);
        await comments.SetResolvedAsync(thread.ThreadId, time.GetUtcNow().UtcDateTime, current.Actor.UserId, token);
        await KeepAsync(HistoryEntry.SuggestionTaken, "taken", draft, thread, comment, token);
    }, cancellationToken);

    /// <summary>Keeps that the words are not wanted. The thread stays open.</summary>
    /// <exception cref="ContentRefusedException">Somebody else answered first, or a rule does not allow it.</exception>
    public Task DeclineAsync(ContentItem item, CommentThread thread, Comment comment, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        await AnswerAsync(item, comment, SuggestionAnswer.Declined, token);
        await KeepAsync(HistoryEntry.SuggestionDeclined, "declined", item, thread, comment, token);
    }, cancellationToken);

    private async Task AnswerAsync(ContentItem item, Comment comment, SuggestionAnswer answer, CancellationToken cancellationToken)
    {
        if (!access.MayEdit(current.Actor, item))
            throw new ContentRefusedException($"“{item.DisplayText}” is for somebody else to change.");
        if (comment.Replacement is null || !await comments.AnswerAsync(comment.CommentId, answer, cancellationToken))
            throw new ContentRefusedException("This suggestion was answered already. Look at the draft again.");
    }

    private async Task KeepAsync(string name, string what, ContentItem item, CommentThread thread, Comment comment, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(conversation.EventOf(name, item, thread, comment with { Text = "" }), cancellationToken);
        if (comment.UserId is not { } userId)
            return;
        var who = await notifier.ActorNameAsync(cancellationToken);
        await notifier.TellAboutAsync(
            item, [userId], $"Suggestion {what}: {item.DisplayText}", $"{who} has {what} your suggestion.", $"{who} has {what} your suggestion “{comment.Replacement}”.", cancellationToken, Conversation.AnchorOf(thread));
    }
}
