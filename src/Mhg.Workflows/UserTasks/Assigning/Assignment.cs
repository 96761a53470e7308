namespace Mhg.Workflows.UserTasks.Assigning;

/// <summary>Who is to review an item, until when, and who is at it. None of it decides who may: that the workflow's roles do.</summary>
/// <param name="ContentItemId">The item.</param>
public sealed record Assignment(string ContentItemId)
{
    /// <summary>The account of the person who was asked for; null for whoever comes first.</summary>
    public string? AskedId { get; init; }

    /// <summary>The day by whose end a decision is wanted, as the site counts days; null for none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>How it stands against others.</summary>
    public ReviewPriority Priority { get; init; }

    /// <summary>The account of the reviewer who is looking at it; null for nobody.</summary>
    public string? ClaimedById { get; init; }

    /// <summary>Since when (UTC).</summary>
    public DateTime? ClaimedUtc { get; init; }

    /// <summary>Who is looking at it while it waits: what was claimed for an earlier request counts no more.</summary>
    /// <param name="waitsSinceUtc">Since when it waits (UTC).</param>
    public string? ClaimedSince(DateTime waitsSinceUtc) => ClaimedUtc >= waitsSinceUtc ? ClaimedById : null;
}

/// <summary>How a review stands against others.</summary>
public enum ReviewPriority
{
    /// <summary>When there is time.</summary>
    Low = -1,

    /// <summary>In its turn.</summary>
    Normal = 0,

    /// <summary>Before the others.</summary>
    High = 1,
}

/// <summary>When a person is away, and who reviews in their place.</summary>
/// <param name="UserId">The person's account.</param>
/// <param name="First">The first day, as the site counts days.</param>
/// <param name="Last">The last day.</param>
/// <param name="StandInId">The account of the one who stands in; null for nobody.</param>
public sealed record Absence(string UserId, DateOnly First, DateOnly Last, string? StandInId);

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
