namespace Mhg.Workflows.UserTasks.Assigning;

/// <summary>Where it is kept who reviews what, and who is away. Writing joins the transaction around it.</summary>
public interface IAssignmentStore
{
    /// <summary>The assignments of items, by their ids; items without one are left out.</summary>
    Task<IReadOnlyDictionary<string, Assignment>> ListAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Keeps who is asked, until when and how urgent it is; who is looking at it stays as it is.</summary>
    Task AskAsync(string contentItemId, string? askedId, DateOnly? due, ReviewPriority priority, CancellationToken cancellationToken);

    /// <summary>Keeps who is looking at it.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="from">Who was looking at it, as the person knew it; null for nobody.</param>
    /// <param name="to">Who is now; null for nobody.</param>
    /// <param name="utc">Since when (UTC).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was as the person knew it. Nothing is changed otherwise.</returns>
    Task<bool> ClaimAsync(string contentItemId, string? from, string? to, DateTime utc, CancellationToken cancellationToken);

    /// <summary>Forgets all of it for items.</summary>
    Task ForgetAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Everybody who is away on a day.</summary>
    Task<IReadOnlyList<Absence>> ListAwayAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>When a person is away; null where they have not said so.</summary>
    Task<Absence?> FindAbsenceAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Keeps when a person is away; null for never.</summary>
    Task SetAbsenceAsync(string userId, Absence? absence, CancellationToken cancellationToken);
}
