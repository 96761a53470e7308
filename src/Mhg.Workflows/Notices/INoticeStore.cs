namespace Mhg.Workflows.Notices;

/// <summary>Where people's notices are kept. Writing joins the transaction around it.</summary>
public interface INoticeStore
{
    /// <summary>Adds notices.</summary>
    Task AddAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken);

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
}
