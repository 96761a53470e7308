using System.Data;
using System.Linq.Expressions;
using Mhg.Data.Transactions;
using Mhg.Workflows.UserTasks.Outsiders;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Workflows;

/// <summary>Guests' links in the database.</summary>
public sealed class GuestLinkStore(MhgDbContext db, UnitOfWork unitOfWork) : IGuestLinkStore
{
    private static readonly Expression<Func<GuestLinkRow, GuestLink>> ToLink = l =>
        new GuestLink(l.LinkId, l.ContentItemId, l.Name, l.Email, l.Message, l.MayDecide, l.InvitedById, l.CreatedUtc, l.EndsUtc)
        {
            OpenedUtc = l.OpenedUtc,
            OpenedVersionId = l.OpenedVersionId,
            CommentedUtc = l.CommentedUtc,
            Decision = l.Decision,
            DecidedUtc = l.DecidedUtc,
            DecidedVersionId = l.DecidedVersionId,
            WithdrawnUtc = l.WithdrawnUtc,
            SettledUtc = l.SettledUtc,
        };

    private readonly RowWriter _links = new(db, "GuestLinks",
        ("LinkId", DbType.String), ("TokenHash", DbType.String), ("ContentItemId", DbType.String), ("Name", DbType.String), ("Email", DbType.String), ("Message", DbType.String),
        ("MayDecide", DbType.Boolean), ("InvitedById", DbType.String), ("CreatedUtc", DbType.DateTime), ("EndsUtc", DbType.DateTime));

    /// <inheritdoc/>
    public Task AddAsync(GuestLink link, string tokenHash, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => _links.AddAsync(
            [[link.LinkId, tokenHash, link.ContentItemId, link.Name, link.Email, link.Message, link.MayDecide, link.InvitedById, link.CreatedUtc, link.EndsUtc]], token), cancellationToken);

    /// <inheritdoc/>
    public Task<GuestLink?> FindAsync(string tokenHash, CancellationToken cancellationToken) =>
        db.Set<GuestLinkRow>().AsNoTracking().Where(l => l.TokenHash == tokenHash).Select(ToLink).FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GuestLink>> ListAsync(string contentItemId, CancellationToken cancellationToken) =>
        await db.Set<GuestLinkRow>().AsNoTracking().Where(l => l.ContentItemId == contentItemId)
            .OrderByDescending(l => l.CreatedUtc).ThenBy(l => l.LinkId).Select(ToLink).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task KeepAnswerAsync(GuestLink link, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => db.Set<GuestLinkRow>().Where(l => l.LinkId == link.LinkId).ExecuteUpdateAsync(
            row => row.SetProperty(l => l.OpenedUtc, link.OpenedUtc).SetProperty(l => l.OpenedVersionId, link.OpenedVersionId).SetProperty(l => l.CommentedUtc, link.CommentedUtc)
                .SetProperty(l => l.Decision, link.Decision).SetProperty(l => l.DecidedUtc, link.DecidedUtc).SetProperty(l => l.DecidedVersionId, link.DecidedVersionId), token),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> WithdrawAsync(string contentItemId, string linkId, DateTime nowUtc, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token => await db.Set<GuestLinkRow>().Where(l => l.LinkId == linkId && l.ContentItemId == contentItemId && l.WithdrawnUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(l => l.WithdrawnUtc, nowUtc), token) > 0, cancellationToken);

    /// <inheritdoc/>
    public Task SettleAsync(IReadOnlyCollection<string> contentItemIds, DateTime nowUtc, CancellationToken cancellationToken) => unitOfWork.JoinAsync(
        token => db.Set<GuestLinkRow>().Where(l => contentItemIds.Contains(l.ContentItemId) && l.SettledUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(l => l.SettledUtc, nowUtc), token), cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteEndedAsync(DateTime beforeUtc, int most, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token =>
        {
            var ended = await db.Set<GuestLinkRow>().Where(l => l.EndsUtc < beforeUtc).OrderBy(l => l.EndsUtc).Select(l => l.LinkId).Take(most).ToListAsync(token);
            return ended.Count == 0 ? 0 : await db.Set<GuestLinkRow>().Where(l => ended.Contains(l.LinkId)).ExecuteDeleteAsync(token);
        }, cancellationToken);
}
