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
