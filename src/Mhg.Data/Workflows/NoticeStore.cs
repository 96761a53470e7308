using System.Data;
using Mhg.Data.Transactions;
using Mhg.Workflows.Notices;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Workflows;

/// <summary>People's notices in the database.</summary>
public sealed class NoticeStore(MhgDbContext db, UnitOfWork unitOfWork) : INoticeStore
{
    private readonly RowWriter _rows = new(db, "Notices",
        ("NoticeId", DbType.String), ("UserId", DbType.String), ("CreatedUtc", DbType.DateTime), ("Subject", DbType.String), ("Summary", DbType.String),
        ("TextBody", DbType.String), ("HtmlBody", DbType.String), ("IsHtmlPreferred", DbType.Boolean), ("ContentItemId", DbType.String), ("ReadUtc", DbType.DateTime),
        ("Anchor", DbType.String));

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => _rows.AddAsync([.. notices.Select(n => new object?[]
        {
            n.NoticeId, n.UserId, n.CreatedUtc, n.Subject, n.Summary, n.TextBody, n.HtmlBody, n.IsHtmlPreferred, n.ContentItemId, n.ReadUtc, n.Anchor,
        })], token), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> FindAsync(IReadOnlyCollection<string> noticeIds, CancellationToken cancellationToken) =>
        ReadAsync(Notices.Where(n => noticeIds.Contains(n.NoticeId)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ListUnreadAsync(IReadOnlyCollection<string> userIds, DateTime fromUtc, DateTime beforeUtc, CancellationToken cancellationToken) =>
        ReadAsync(
            Notices.Where(n => userIds.Contains(n.UserId) && n.CreatedUtc >= fromUtc && n.CreatedUtc < beforeUtc && n.ReadUtc == null)
                .OrderBy(n => n.CreatedUtc).ThenBy(n => n.NoticeId),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ListAsync(string userId, int skip, int take, CancellationToken cancellationToken) =>
        ReadAsync(Notices.Where(n => n.UserId == userId).OrderByDescending(n => n.CreatedUtc).ThenBy(n => n.NoticeId).Skip(skip).Take(take), cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountAsync(string userId, CancellationToken cancellationToken) => db.Set<NoticeRow>().CountAsync(n => n.UserId == userId, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountUnreadAsync(string userId, CancellationToken cancellationToken) =>
        db.Set<NoticeRow>().CountAsync(n => n.UserId == userId && n.ReadUtc == null, cancellationToken);

    /// <inheritdoc/>
    public Task MarkReadAsync(string userId, IReadOnlyCollection<string>? noticeIds, DateTime readUtc, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token =>
        {
            var unread = db.Set<NoticeRow>().Where(n => n.UserId == userId && n.ReadUtc == null);
            if (noticeIds is not null)
                unread = unread.Where(n => noticeIds.Contains(n.NoticeId));
            return unread.ExecuteUpdateAsync(row => row.SetProperty(n => n.ReadUtc, readUtc), token);
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task MarkReadAboutAsync(string userId, string contentItemId, DateTime readUtc, CancellationToken cancellationToken)
    {
        var unread = db.Set<NoticeRow>().Where(n => n.UserId == userId && n.ContentItemId == contentItemId && n.ReadUtc == null);
        // Writers wait for one another; who only looks does not.
        if (await unread.AnyAsync(cancellationToken))
            await unitOfWork.JoinAsync(token => unread.ExecuteUpdateAsync(row => row.SetProperty(n => n.ReadUtc, readUtc), token), cancellationToken);
    }

    private IQueryable<NoticeRow> Notices => db.Set<NoticeRow>().AsNoTracking();

    private static async Task<IReadOnlyList<Notice>> ReadAsync(IQueryable<NoticeRow> rows, CancellationToken cancellationToken) => await rows
        .Select(n => new Notice(n.NoticeId, n.UserId, n.CreatedUtc, n.Subject, n.Summary, n.TextBody, n.HtmlBody, n.IsHtmlPreferred, n.ContentItemId, n.ReadUtc) { Anchor = n.Anchor })
        .ToListAsync(cancellationToken);
}
