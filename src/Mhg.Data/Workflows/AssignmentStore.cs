using System.Data;
using Mhg.Data.Transactions;
using Mhg.Workflows.UserTasks.Assigning;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Workflows;

/// <summary>Who reviews what, and who is away, in the database.</summary>
public sealed class AssignmentStore(MhgDbContext db, UnitOfWork unitOfWork) : IAssignmentStore
{
    private readonly RowWriter _assignments = new(db, "Assignments",
        ("ContentItemId", DbType.String), ("Priority", DbType.Int32));

    private readonly RowWriter _absences = new(db, "Absences",
        ("UserId", DbType.String), ("First", DbType.Date), ("Last", DbType.Date), ("StandInId", DbType.String));

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Assignment>> ListAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await db.Set<AssignmentRow>().AsNoTracking().Where(a => contentItemIds.Contains(a.ContentItemId)).ToDictionaryAsync(
            a => a.ContentItemId,
            a => new Assignment(a.ContentItemId) { AskedId = a.AskedId, Due = a.Due, Priority = a.Priority, ClaimedById = a.ClaimedById, ClaimedUtc = a.ClaimedUtc },
            cancellationToken);

    /// <inheritdoc/>
    public Task AskAsync(string contentItemId, string? askedId, DateOnly? due, ReviewPriority priority, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token =>
        {
            await IsThereAsync(contentItemId, token);
            return await Row(contentItemId).ExecuteUpdateAsync(
                row => row.SetProperty(a => a.AskedId, askedId).SetProperty(a => a.Due, due).SetProperty(a => a.Priority, priority), token);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ClaimAsync(string contentItemId, string? from, string? to, DateTime utc, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token =>
        {
            await IsThereAsync(contentItemId, token);
            return await Row(contentItemId).Where(a => a.ClaimedById == from)
                .ExecuteUpdateAsync(row => row.SetProperty(a => a.ClaimedById, to).SetProperty(a => a.ClaimedUtc, to == null ? null : utc), token) > 0;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        unitOfWork.JoinAsync(token => db.Set<AssignmentRow>().Where(a => contentItemIds.Contains(a.ContentItemId)).ExecuteDeleteAsync(token), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Absence>> ListAwayAsync(DateOnly day, CancellationToken cancellationToken) =>
        await db.Set<AbsenceRow>().AsNoTracking().Where(a => a.First <= day && day <= a.Last).OrderBy(a => a.UserId)
            .Select(a => new Absence(a.UserId, a.First, a.Last, a.StandInId)).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Absence?> FindAbsenceAsync(string userId, CancellationToken cancellationToken) =>
        db.Set<AbsenceRow>().AsNoTracking().Where(a => a.UserId == userId).Select(a => new Absence(a.UserId, a.First, a.Last, a.StandInId)).FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc/>
    public Task SetAbsenceAsync(string userId, Absence? absence, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token =>
        {
            await db.Set<AbsenceRow>().Where(a => a.UserId == userId).ExecuteDeleteAsync(token);
            if (absence is not null)
                await _absences.AddAsync([[userId, absence.First, absence.Last, absence.StandInId]], token);
            return true;
        }, cancellationToken);

    private IQueryable<AssignmentRow> Row(string contentItemId) => db.Set<AssignmentRow>().Where(a => a.ContentItemId == contentItemId);

    private async Task IsThereAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if (!await Row(contentItemId).AnyAsync(cancellationToken))
            await _assignments.AddAsync([[contentItemId, (int)ReviewPriority.Normal]], cancellationToken);
    }
}
