namespace Mhg.Workflows.UserTasks.Figures;

/// <summary>What figures of reviews are made of. Indexes answer it, and no document is read.</summary>
public interface IReviewFigureStore
{
    /// <summary>The reviewers' decisions of a period, the oldest first, one after another: any number of them fits.</summary>
    /// <param name="fromUtc">The first moment (UTC).</param>
    /// <param name="untilUtc">The moment after the last one (UTC).</param>
    IAsyncEnumerable<DecisionEvent> ReadDecisionsAsync(DateTime fromUtc, DateTime untilUtc);

    /// <summary>How many drafts wait at these places now, by content type; none where there are none.</summary>
    Task<IReadOnlyList<WaitingCount>> CountWaitingAsync(IReadOnlyCollection<WaitingPlace> places, CancellationToken cancellationToken);
}

/// <summary>A decision, without who took it and about what.</summary>
/// <param name="Utc">When (UTC).</param>
/// <param name="Action">The action, say <c>Approve</c>.</param>
/// <param name="ContentType">The item's type.</param>
/// <param name="Decision">What it meant, and how long it was waited for.</param>
public sealed record DecisionEvent(DateTime Utc, string Action, string ContentType, Decision Decision);

/// <summary>A number of drafts that wait.</summary>
/// <param name="Place">Where.</param>
/// <param name="ContentType">Their type.</param>
/// <param name="Count">How many they are.</param>
public sealed record WaitingCount(WaitingPlace Place, string ContentType, int Count);
