using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Content;
using Mhg.Workflows.Activities.UserTasks;
using Mhg.Workflows.UserTasks.Stages;

namespace Mhg.Workflows.UserTasks;

/// <summary>
/// Who may take which action on a waiting user task: the one place that decides. What an action means is read from the
/// workflow: where a task does not name its approving actions (<see cref="ReviewStage.ApprovingActions"/>), those approve that come to a
/// <see cref="PublishContentTask"/>, or to an <see cref="UpdateContentTask"/> that publishes, before the workflow waits again.
/// </summary>
public sealed class DecisionRules(ActivityLibrary library, ContentAccess access)
{
    /// <summary>Whether a task is for a person, or for somebody in whose place the person decides.</summary>
    /// <param name="decider">The person.</param>
    /// <param name="task">The task.</param>
    /// <param name="isEscalated">Whether those who are next in line may decide as well.</param>
    public static bool IsFor(Decider decider, ActivityRecord task, bool isEscalated) => IsFor(decider, new ReviewStage(task), isEscalated, _ => true);

    /// <summary>The actions of a task and what they mean, for nobody in particular.</summary>
    public IReadOnlyList<UserTaskAction> Actions(WorkflowType type, ActivityRecord task) =>
        [.. from action in UserTaskEvent.ActionsOf(task)
            select new UserTaskAction(action, Approves(type, task, action), UserTaskEvent.RequiresComment(task, action))];

    /// <summary>
    /// Whether an action is meant for an actor: one of the task's people, or for an action of the editor's whoever owns, last
    /// changed or submitted the item.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="action">The action.</param>
    /// <param name="item">The item's latest version.</param>
    /// <param name="decider">Who wants to take it. Nobody lends a right to decide about what they last changed.</param>
    /// <param name="isEscalated">Whether those who are next in line may decide as well.</param>
    /// <param name="history">The item's events of the audit, newest first.</param>
    public static bool IsFor(ActivityRecord task, string action, ContentItem item, Decider decider, bool isEscalated, IEnumerable<AuditEvent> history) =>
        !UserTaskEvent.IsForEditor(task, action) ? IsFor(decider, new ReviewStage(task), isEscalated, absent => !HasLastChanged(item, absent, history))
        : decider.Actor.UserId is { } userId
            && (item.Owner == userId || HasLastChanged(item, decider.Actor, history) || SubmittedBy(history) == userId);

    /// <summary>The accounts of those who last changed or submitted an item, as its audit knows them.</summary>
    /// <param name="item">The item's latest version.</param>
    /// <param name="history">The item's events of the audit, newest first.</param>
    public static IEnumerable<string> EditorsOf(ContentItem item, IReadOnlyCollection<AuditEvent> history) =>
        new[] { Written(item, history) is { Name: not "Imported" } written ? written.UserId : null, SubmittedBy(history) }.OfType<string>().Distinct();

    /// <summary>
    /// Whose right a person uses who approves: their own (a guest that of who asked them), or else the rights of those for whom they stand in.
    /// </summary>
    /// <returns>The accounts; none where the task is not for the person.</returns>
    public static IReadOnlyList<string> RightsOf(ActivityRecord task, ContentItem item, Decider decider, bool isEscalated, IEnumerable<AuditEvent> history)
    {
        var (stage, self) = (new ReviewStage(task), decider.Actor.OnBehalfOf);
        return stage is { Roles.Count: 0, Users.Count: 0 } || IsFor(self, stage, isEscalated) ? [self.UserId ?? self.UserName]
            : [.. decider.InPlaceOf.Where(absent => IsFor(absent, stage, isEscalated) && !HasLastChanged(item, absent, history)).Select(absent => absent.UserId).OfType<string>()];
    }

    /// <summary>Why a person may not work on a task now, whatever the action; null where it is allowed.</summary>
    public string? Refusal(WorkflowType type, ActivityRecord task, ContentItem item, Decider decider) =>
        !IsFor(decider, task, isEscalated: false) ? NotFor(task) : RefusalOfItem(type, task, item, decider.Actor);

    /// <summary>Why a person may not take an action now as far as it is not meant for them or the item does not allow it; null where it is allowed.</summary>
    public string? Refusal(
        WorkflowType type, ActivityRecord task, string action, ContentItem item, Decider decider, bool isEscalated, IEnumerable<AuditEvent> history) =>
        IsFor(task, action, item, decider, isEscalated, history) ? RefusalOfItem(type, task, item, decider.Actor)
        : UserTaskEvent.IsForEditor(task, action) ? $"“{action}” is for those who wrote or submitted “{item.DisplayText}”."
        : NotFor(task);

    /// <summary>Why nothing can be done about a task now, whoever the actor is among its people; null where something can.</summary>
    public string? RefusalOfItem(WorkflowType type, ActivityRecord task, ContentItem item, Actor actor)
    {
        if (!access.MayPreview(actor.OnBehalfOf, item))
            return $"You may not see the drafts of “{item.DisplayText}”.";
        if (item.Published && UserTaskEvent.ActionsOf(task).Any(action => IsOnTheWayToPublication(type, task, action)))
        {
            // What waits for the decision itself had a draft when it was submitted.
            return IsReview(type, task)
                ? $"“{item.DisplayText}” has been published meanwhile. There is nothing left to decide."
                : $"“{item.DisplayText}” is published and has no draft. Change it first, then the change can be reviewed.";
        }
        return null;
    }

    /// <summary>Why an actor may not take one action; null where it is allowed. To be asked after the refusal of the task.</summary>
    /// <param name="action">The action.</param>
    /// <param name="item">The item's latest version.</param>
    /// <param name="actor">Who wants to take it.</param>
    /// <param name="history">The item's events of the audit, newest first; those of other items are passed over.</param>
    public static string? Refusal(UserTaskAction action, ContentItem item, Actor actor, IEnumerable<AuditEvent> history) =>
        action.Approves && HasLastChanged(item, actor.OnBehalfOf, history)
            ? $"{(actor.GuestLinkId is null ? "You were" : "Who asked you was")} the last to change “{item.DisplayText}”. “{action.Name}” is for somebody else."
            : null;

    /// <summary>Whether people decide in workflows of a type whether something is published.</summary>
    public bool Reviews(WorkflowType type) => type.Activities.Any(task => IsReview(type, task));

    /// <summary>Whether an activity is a user task at which drafts are approved.</summary>
    public bool IsReview(WorkflowType type, ActivityRecord task) =>
        task.Name == nameof(UserTaskEvent) && UserTaskEvent.ActionsOf(task).Any(action => Approves(type, task, action));

    /// <summary>The user tasks at which a workflow may wait next after an outcome of an activity.</summary>
    public IEnumerable<ActivityRecord> TasksAfter(WorkflowType type, ActivityRecord activity, string outcome) =>
        type.Reach(activity.ActivityId, outcome, library.IsTask).Where(next => next.Name == nameof(UserTaskEvent));

    /// <summary>Whether a person was the last to change an item.</summary>
    internal static bool HasLastChanged(ContentItem item, string? userId, string userName, IEnumerable<AuditEvent> history)
    {
        // Imported content has its author by name; whoever saved it by hand is known by id, which no renaming changes.
        return Written(item, history) is { UserId: { } writerId, Name: not "Imported" }
            ? writerId == userId
            : string.Equals(item.Author, userName, StringComparison.OrdinalIgnoreCase);
    }

    private static AuditEvent? Written(ContentItem item, IEnumerable<AuditEvent> history) =>
        history.LastOrDefault(written => written.ContentItemVersionId == item.ContentItemVersionId);

    private static string? SubmittedBy(IEnumerable<AuditEvent> history) =>
        history.FirstOrDefault(happened => Decision.Of(happened) is { IsReview: false })?.UserId;

    private static bool IsFor(Decider decider, ReviewStage stage, bool isEscalated, Func<Actor, bool> mayLend) =>
        stage is { Roles.Count: 0, Users.Count: 0 }
            ? decider.Actor.OnBehalfOf.IsSignedIn
            : decider.InPlaceOf.Where(mayLend).Prepend(decider.Actor).Any(actor => IsFor(actor, stage, isEscalated));

    private static bool IsFor(Actor actor, ReviewStage stage, bool isEscalated) =>
        stage.Roles.Any(actor.Roles.Contains)
        || stage.Users.Contains(actor.UserName, StringComparer.OrdinalIgnoreCase)
        || (isEscalated && stage.EscalateTo.Any(actor.Roles.Contains));

    private static string NotFor(ActivityRecord task)
    {
        var stage = new ReviewStage(task);
        string[] meant =
        [
            .. stage.Roles.Count > 0 ? [$"people in the roles {string.Join(", ", stage.Roles)}"] : Array.Empty<string>(),
            .. stage.Users.Count > 0 ? [string.Join(", ", stage.Users)] : Array.Empty<string>(),
        ];
        return $"“{task.Title}” is for {string.Join(" and ", meant)}.";
    }

    private static bool HasLastChanged(ContentItem item, Actor actor, IEnumerable<AuditEvent> history) => HasLastChanged(item, actor.UserId, actor.UserName, history);

    /// <summary>Whether an action approves: one that the task says so of, and otherwise one that publishes.</summary>
    private bool Approves(WorkflowType type, ActivityRecord task, string action) => new ReviewStage(task).ApprovingActions is { Count: > 0 } approving
        ? approving.Contains(action)
        : type.Reach(task.ActivityId, action, library.IsTask).Any(IsPublication);

    private static bool IsOnTheWayToPublication(WorkflowType type, ActivityRecord task, string action) =>
        type.Reach(task.ActivityId, action, _ => true).Any(IsPublication);

    private static bool IsPublication(ActivityRecord activity) =>
        activity.Name == nameof(PublishContentTask) || (activity.Name == nameof(UpdateContentTask) && WriteContentTask.Publishes(activity));
}
