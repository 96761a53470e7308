using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Content;
using Mhg.Workflows.Activities.UserTasks;

namespace Mhg.Workflows.UserTasks;

/// <summary>
/// Who may take which action on a waiting user task: the one place that decides. What an action means is read from the
/// workflow: one that comes to a <see cref="PublishContentTask"/>, or to an <see cref="UpdateContentTask"/> that publishes, before the
/// workflow waits again publishes.
/// </summary>
public sealed class DecisionRules(ActivityLibrary library, ContentAccess access)
{
    /// <summary>Whether an actor holds one of the task's roles. A task without roles is for everybody with an account.</summary>
    public static bool IsFor(Actor actor, ActivityRecord task) =>
        task.Texts("Roles") is { Count: > 0 } roles ? roles.Any(actor.Roles.Contains) : actor.IsSignedIn;

    /// <summary>The actions of a task and what they mean, for nobody in particular.</summary>
    public IReadOnlyList<UserTaskAction> Actions(WorkflowType type, ActivityRecord task) =>
        [.. from action in UserTaskEvent.ActionsOf(task)
            select new UserTaskAction(action, Publishes(type, task, action), UserTaskEvent.RequiresComment(task, action))];

    /// <summary>
    /// Whether an action is meant for an actor: one of the task's people, or for an action of the editor's whoever owns, last
    /// changed or submitted the item.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="action">The action.</param>
    /// <param name="item">The item's latest version.</param>
    /// <param name="actor">Who wants to take it.</param>
    /// <param name="history">The item's events of the audit, newest first.</param>
    public static bool IsFor(ActivityRecord task, string action, ContentItem item, Actor actor, IEnumerable<AuditEvent> history) =>
        !UserTaskEvent.IsForEditor(task, action) ? IsFor(actor, task)
        : actor.UserId is { } userId && (item.Owner == userId || HasLastChanged(item, actor, history) || history.FirstOrDefault(happened => Decision.Of(happened) is not null)?.UserId == userId);

    /// <summary>Why an actor may not work on a task now, whatever the action; null where it is allowed.</summary>
    public string? Refusal(WorkflowType type, ActivityRecord task, ContentItem item, Actor actor) =>
        !IsFor(actor, task) ? NotForRoles(task) : RefusalOfItem(type, task, item, actor);

    /// <summary>Why an actor may not take an action now as far as it is not meant for them or the item does not allow it; null where it is allowed.</summary>
    public string? Refusal(WorkflowType type, ActivityRecord task, string action, ContentItem item, Actor actor, IEnumerable<AuditEvent> history) =>
        IsFor(task, action, item, actor, history) ? RefusalOfItem(type, task, item, actor)
        : UserTaskEvent.IsForEditor(task, action) ? $"“{action}” is for those who wrote or submitted “{item.DisplayText}”."
        : NotForRoles(task);

    /// <summary>Why nothing can be done about a task now, whoever the actor is among its people; null where something can.</summary>
    public string? RefusalOfItem(WorkflowType type, ActivityRecord task, ContentItem item, Actor actor)
    {
        if (!access.MayPreview(actor, item))
            return $"You may not see the drafts of “{item.DisplayText}”.";
        if (item.Published && UserTaskEvent.ActionsOf(task).Any(action => IsOnTheWayToPublication(type, task, action)))
            return $"“{item.DisplayText}” is published and has no draft. Change it first, then the change can be reviewed.";
        return null;
    }

    /// <summary>Why an actor may not take one action; null where it is allowed. To be asked after the refusal of the task.</summary>
    /// <param name="action">The action.</param>
    /// <param name="item">The item's latest version.</param>
    /// <param name="actor">Who wants to take it.</param>
    /// <param name="history">The item's events of the audit, newest first; those of other items are passed over.</param>
    public static string? Refusal(UserTaskAction action, ContentItem item, Actor actor, IEnumerable<AuditEvent> history) =>
        action.Approves && HasLastChanged(item, actor, history)
            ? $"You were the last to change “{item.DisplayText}”. “{action.Name}” is for somebody else."
            : null;

    /// <summary>Whether people decide in workflows of a type whether something is published.</summary>
    public bool Reviews(WorkflowType type) =>
        type.Activities.Any(task => task.Name == nameof(UserTaskEvent) && UserTaskEvent.ActionsOf(task).Any(action => Publishes(type, task, action)));

    /// <summary>The user tasks at which a workflow may wait next after an outcome of an activity.</summary>
    public IEnumerable<ActivityRecord> TasksAfter(WorkflowType type, ActivityRecord activity, string outcome) =>
        type.Reach(activity.ActivityId, outcome, library.IsTask).Where(next => next.Name == nameof(UserTaskEvent));

    private static string NotForRoles(ActivityRecord task) => $"“{task.Title}” is for people in the roles {string.Join(", ", task.Texts("Roles"))}.";

    private bool Publishes(WorkflowType type, ActivityRecord task, string action) =>
        type.Reach(task.ActivityId, action, library.IsTask).Any(IsPublication);

    private static bool IsOnTheWayToPublication(WorkflowType type, ActivityRecord task, string action) =>
        type.Reach(task.ActivityId, action, _ => true).Any(IsPublication);

    private static bool IsPublication(ActivityRecord activity) =>
        activity.Name == nameof(PublishContentTask) || (activity.Name == nameof(UpdateContentTask) && WriteContentTask.Publishes(activity));

    private static bool HasLastChanged(ContentItem item, Actor actor, IEnumerable<AuditEvent> history)
    {
        var written = history.LastOrDefault(written => written.ContentItemVersionId == item.ContentItemVersionId);
        // Imported content has its author by name; whoever saved it by hand is known by id, which no renaming changes.
        return written is { UserId: { } userId, Name: not "Imported" }
            ? userId == actor.UserId
            : string.Equals(item.Author, actor.UserName, StringComparison.OrdinalIgnoreCase);
    }
}
