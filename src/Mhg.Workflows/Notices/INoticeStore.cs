namespace Mhg.Workflows.Notices;

/// <summary>Where people's notices are kept. Writing joins the transaction around it.</summary>
public interface INoticeStore
{
    /// <summary>Adds notices. Who tells people something asks <see cref="Notifier"/>.</summary>
    Task AddAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken);

    /// <summary>The notices with these ids, in no order; those that are not there are left out.</summary>
    Task<IReadOnlyList<Notice>> FindAsync(IReadOnlyCollection<string> noticeIds, CancellationToken cancellationToken);

    /// <summary>What people have not read of the notices of a time, the oldest first.</summary>
    /// <param name="userIds">The people.</param>
    /// <param name="fromUtc">Its beginning (UTC).</param>
    /// <param name="beforeUtc">Its end (UTC), which does not belong to it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Notice>> ListUnreadAsync(IReadOnlyCollection<string> userIds, DateTime fromUtc, DateTime beforeUtc, CancellationToken cancellationToken);

    /// <summary>A person's notices, the newest first.</summary>
    Task<IReadOnlyList<Notice>> ListAsync(string userId, int skip, int take, CancellationToken cancellationToken);

    /// <summary>How many notices a person has.</summary>
    Task<int> CountAsync(string userId, CancellationToken cancellationToken);

    /// <summary>How many notices a person has not read. Asked at every page.</summary>
    Task<int> CountUnreadAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Marks a person's notices as read; somebody else's, and those read before, stay as they are.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="noticeIds">Which; null for all.</param>
    /// <param name="readUtc">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task MarkReadAsync(string userId, IReadOnlyCollection<string>? noticeIds, DateTime readUtc, CancellationToken cancellationToken);

    /// <summary>Marks a person's notices about an item as read. Nothing is written where none is unread: pages ask for it when they are opened.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="readUtc">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task MarkReadAboutAsync(string userId, string contentItemId, DateTime readUtc, CancellationToken cancellationToken);
}
