using System.Data;
using Mhg.ContentManagement.Comments;
using Mhg.Data.Transactions;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Comments;

/// <summary>Comments on drafts in the database.</summary>
public sealed class CommentStore(MhgDbContext db, UnitOfWork unitOfWork) : ICommentStore
{
    private readonly RowWriter _threads = new(db, "CommentThreads",
        ("ThreadId", DbType.String), ("ContentItemId", DbType.String), ("CreatedUtc", DbType.DateTime), ("Path", DbType.String), ("Quote", DbType.String),
        ("Before", DbType.String), ("After", DbType.String), ("Position", DbType.Int32), ("ResolvedUtc", DbType.DateTime), ("ResolvedById", DbType.String));

    private readonly RowWriter _comments = new(db, "Comments",
        ("CommentId", DbType.String), ("ThreadId", DbType.String), ("ContentItemVersionId", DbType.String), ("UserId", DbType.String), ("UserName", DbType.String),
        ("Utc", DbType.DateTime), ("Text", DbType.String), ("Replacement", DbType.String), ("Answer", DbType.String));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommentThread>> ListAsync(string contentItemId, CancellationToken cancellationToken)
    {
        var threads = await db.Set<CommentThreadRow>().AsNoTracking().Where(t => t.ContentItemId == contentItemId)
            .OrderBy(t => t.CreatedUtc).ThenBy(t => t.ThreadId).ToListAsync(cancellationToken);
        if (threads.Count == 0)
            return [];
        var ids = threads.Select(t => t.ThreadId).ToList();
        var comments = (await db.Set<CommentRow>().AsNoTracking().Where(c => ids.Contains(c.ThreadId)).OrderBy(c => c.Utc).ThenBy(c => c.CommentId).ToListAsync(cancellationToken))
            .ToLookup(c => c.ThreadId);
        return threads.ConvertAll(t => new CommentThread(
            t.ThreadId, t.ContentItemId, t.Path, t.Quote is null ? null : new Passage(t.Quote, t.Before, t.After, t.Position),
            [.. comments[t.ThreadId].Select(c => new Comment(c.CommentId, c.ContentItemVersionId, c.UserId, c.UserName, c.Utc, c.Text, c.Replacement, c.Answer))],
            t.ResolvedUtc, t.ResolvedById));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> CountOpenAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await db.Set<CommentThreadRow>().Where(t => contentItemIds.Contains(t.ContentItemId) && t.ResolvedUtc == null)
            .GroupBy(t => t.ContentItemId).Select(item => new { Id = item.Key, Count = item.Count() }).ToDictionaryAsync(item => item.Id, item => item.Count, cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(CommentThread thread, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        async token =>
        {
            await _threads.AddAsync(
                [[
                    thread.ThreadId, thread.ContentItemId, thread.Comments[0].Utc, thread.Path, thread.Passage?.Quote, thread.Passage?.Before ?? "", thread.Passage?.After ?? "",
                    thread.Passage?.Position ?? 0, thread.ResolvedUtc, thread.ResolvedById,
                ]], token);
            await _comments.AddAsync([.. thread.Comments.Select(comment => Row(thread.ThreadId, comment))], token);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(string threadId, Comment comment, CancellationToken cancellationToken) =>
        unitOfWork.JoinAsync(token => _comments.AddAsync([Row(threadId, comment)], token), cancellationToken);

    /// <inheritdoc/>
    public Task MoveAsync(string threadId, Passage passage, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => db.Set<CommentThreadRow>().Where(t => t.ThreadId == threadId).ExecuteUpdateAsync(
            row => row.SetProperty(t => t.Before, passage.Before).SetProperty(t => t.After, passage.After).SetProperty(t => t.Position, passage.Position), token),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SetResolvedAsync(string threadId, DateTime? resolvedUtc, string? resolvedById, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token => await db.Set<CommentThreadRow>().Where(t => t.ThreadId == threadId && (t.ResolvedUtc == null) == (resolvedUtc != null))
            .ExecuteUpdateAsync(row => row.SetProperty(t => t.ResolvedUtc, resolvedUtc).SetProperty(t => t.ResolvedById, resolvedById), token) > 0, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AnswerAsync(string commentId, SuggestionAnswer answer, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token => await db.Set<CommentRow>().Where(c => c.CommentId == commentId && c.Answer == null)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.Answer, answer), token) > 0, cancellationToken);

    private static object?[] Row(string threadId, Comment comment) =>
        [comment.CommentId, threadId, comment.ContentItemVersionId, comment.UserId, comment.UserName, comment.Utc, comment.Text, comment.Replacement, comment.Answer?.ToString()];
}
