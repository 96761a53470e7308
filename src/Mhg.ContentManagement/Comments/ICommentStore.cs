namespace Mhg.ContentManagement.Comments;

/// <summary>Where comments on drafts are kept. Writing joins the transaction around it. Nothing of it is ever shown to those who may not see the draft.</summary>
public interface ICommentStore
{
    /// <summary>An item's threads, the oldest first, settled ones included.</summary>
    Task<IReadOnlyList<CommentThread>> ListAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>How many open threads items have, by their ids; items without any are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> CountOpenAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Adds a thread with its comments.</summary>
    Task AddAsync(CommentThread thread, CancellationToken cancellationToken);

    /// <summary>Adds a comment at the end of a thread.</summary>
    Task AddAsync(string threadId, Comment comment, CancellationToken cancellationToken);

    /// <summary>Notes anew what stands around a thread's passage.</summary>
    Task MoveAsync(string threadId, Passage passage, CancellationToken cancellationToken);

    /// <summary>Settles a thread, or opens it again.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="resolvedUtc">When it was settled (UTC); null to open it.</param>
    /// <param name="resolvedById">The account that settled it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether that is new: somebody else may have been first.</returns>
    Task<bool> SetResolvedAsync(string threadId, DateTime? resolvedUtc, string? resolvedById, CancellationToken cancellationToken);

    /// <summary>Keeps what became of a suggestion.</summary>
    /// <returns>Whether it had not been answered before.</returns>
    Task<bool> AnswerAsync(string commentId, SuggestionAnswer answer, CancellationToken cancellationToken);
}
