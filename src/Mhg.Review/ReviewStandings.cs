using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.UserTasks;

namespace Mhg.Review;

/// <summary>Where an item stands between being written and being read.</summary>
public enum ReviewState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Submitted; a reviewer has to decide.</summary>
    Waiting,

    /// <summary>Handed back; it can be submitted again.</summary>
    Returned,

    /// <summary>Turned down, and not changed since; it has to be changed before it can be submitted again.</summary>
    Rejected,

    /// <summary>Read by readers as it is.</summary>
    Published,
}

/// <summary>Where an item stands.</summary>
/// <param name="State">The state.</param>
/// <param name="Task">What it waits for; null for nothing that a person could do.</param>
/// <param name="Decision">The last thing that a person decided about it since it was last published; null where nobody has.</param>
public sealed record ReviewStanding(ReviewState State, UserTask? Task, AuditEvent? Decision)
{
    /// <summary>The state as <c>&lt;status-badge&gt;</c> takes it.</summary>
    public string Badge => State.ToString();
}

/// <summary>Tells where items stand, from what their workflows wait for and what was decided about them.</summary>
public sealed class ReviewStandings(UserTasks tasks, IAuditLog audit)
{
    /// <summary>The standings of the latest versions of items, by their ids. Two questions to the database, however many they are.</summary>
    public async Task<IReadOnlyDictionary<string, ReviewStanding>> OfAsync(IReadOnlyCollection<ContentItem> items, CancellationToken cancellationToken)
    {
        string[] ids = [.. items.Select(item => item.ContentItemId)];
        var waiting = (await tasks.ListWaitingAsync(ids, cancellationToken)).ToLookup(task => task.ContentItemId);
        var events = (await audit.ListAsync(ids, cancellationToken)).ToLookup(written => written.ContentItemId!);
        return items.ToDictionary(item => item.ContentItemId, item => Of(item, [.. waiting[item.ContentItemId]], events[item.ContentItemId]));
    }

    /// <param name="item">The latest version.</param>
    /// <param name="waiting">What it waits for.</param>
    /// <param name="events">Its events, newest first.</param>
    private static ReviewStanding Of(ContentItem item, UserTask[] waiting, IEnumerable<AuditEvent> events)
    {
        var task = Array.Find(waiting, task => task.IsReview) ?? waiting.FirstOrDefault();
        // What was decided before a publication, also one past the review, is settled by it.
        var decided = events.TakeWhile(happened => happened.Name != "Published").FirstOrDefault(happened => Decision.Of(happened) is not null);
        var decision = decided is null ? null : Decision.Of(decided);
        var state = item.Published ? ReviewState.Published
            : task is { IsReview: true } ? ReviewState.Waiting
            : decision is not { HandsBack: true } ? ReviewState.Draft
            : !decision.NeedsChange ? ReviewState.Returned
            : decided!.ContentItemVersionId == item.ContentItemVersionId ? ReviewState.Rejected
            : ReviewState.Draft;
        return new ReviewStanding(state, task, decided);
    }
}
