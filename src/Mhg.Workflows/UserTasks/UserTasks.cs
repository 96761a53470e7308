using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Content;
using Mhg.Workflows.Activities.UserTasks;

namespace Mhg.Workflows.UserTasks;

/// <summary>What workflows wait for people to decide, and the decisions.</summary>
public sealed class UserTasks(
    WorkflowTypes types, WorkflowEngine engine, DecisionRules rules, IWorkflowStore workflows, IContentStore contents,
    IAuditLog audit, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>How many characters a comment may have.</summary>
    public const int LongestComment = 4000;

    /// <summary>What the current actor may do about an item now. Actions with a refusal are listed, to be shown with the reason.</summary>
    public async Task<IReadOnlyList<UserTask>> ListAsync(string contentItemId, CancellationToken cancellationToken = default) =>
        await contents.FindAsync(contentItemId, VersionOptions.Latest, cancellationToken) is { } item ? await ListAsync([item], cancellationToken) : [];

    /// <summary>The same for the latest versions of several items, with as few questions to the database as for one.</summary>
    public async Task<IReadOnlyList<UserTask>> ListAsync(IReadOnlyCollection<ContentItem> items, CancellationToken cancellationToken = default)
    {
        var byId = items.ToDictionary(item => item.ContentItemId);
        var waiting = (await WaitingAsync(byId.Keys, cancellationToken))
            .Where(waiting => rules.RefusalOfItem(waiting.Type, waiting.Activity, byId[waiting.ContentItemId], current.Actor) is null).ToList();
        var history = (await audit.ListAsync([.. waiting.Select(waiting => waiting.ContentItemId).Distinct()], cancellationToken)).ToLookup(written => written.ContentItemId);
        return [.. from one in waiting
                   let task = ToTask(one)
                   let item = byId[one.ContentItemId]
                   let events = history[item.ContentItemId]
                   let offered = task.Actions.Where(action => DecisionRules.IsFor(one.Activity, action.Name, item, current.Actor, events)).ToList()
                   where offered.Count > 0
                   select task with { Actions = offered.ConvertAll(action => action with { Refusal = DecisionRules.Refusal(action, item, current.Actor, events) }) }];
    }

    /// <summary>What items wait for, whoever may decide it.</summary>
    public async Task<IReadOnlyList<UserTask>> ListWaitingAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken = default) =>
        [.. (await WaitingAsync(contentItemIds, cancellationToken)).Select(ToTask)];

    /// <summary>
    /// What the current actor may do about a new item as soon as its first draft is saved, a decision on a review excepted: the
    /// actions of the user tasks at which the workflows that it starts would wait. A workflow that takes another way then refuses.
    /// </summary>
    /// <param name="item">The item, which is not stored yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<UserTaskAction>> ListComingAsync(ContentItem item, CancellationToken cancellationToken = default)
    {
        var all = await types.AllAsync(cancellationToken);
        return [.. (from started in StartedBy(all, item)
                    from task in rules.TasksAfter(started.Type, started.Start, ActivityResult.DoneName)
                    where rules.Refusal(started.Type, task, item, current.Actor) is null
                    let actions = rules.Actions(started.Type, task)
                    where !actions.Any(action => action.Approves)
                    from action in actions
                    select action).DistinctBy(action => action.Name)];
    }

    /// <summary>
    /// The reviews that wait for people in the current actor's roles, the longest waiting first. Whether a draft is the actor's own
    /// is asked by <see cref="ListAsync"/>.
    /// </summary>
    public async Task<IReadOnlyList<UserTask>> QueueAsync(int skip = 0, int take = 100, CancellationToken cancellationToken = default)
    {
        var places = await ReviewsAsync(cancellationToken);
        if (places.Count == 0)
            return [];
        var halted = await workflows.ListWaitingAsync([.. places.Keys], skip, take, cancellationToken);
        return [.. from workflow in halted
                   where workflow.CorrelationId is not null
                   from blocking in workflow.BlockingActivities
                   let place = places.GetValueOrDefault(new WaitingPlace(workflow.WorkflowTypeId, blocking.ActivityId))
                   where place.Type is not null
                   select ToTask(new Waiting(workflow, blocking, place.Type, place.Activity))];
    }

    /// <summary>How many reviews wait for people in the current actor's roles.</summary>
    public async Task<int> CountQueueAsync(CancellationToken cancellationToken = default) =>
        await ReviewsAsync(cancellationToken) is { Count: > 0 } places ? await workflows.CountWaitingAsync([.. places.Keys], cancellationToken) : 0;

    /// <summary>
    /// Takes an action as the current actor. The decision, all that follows from it, and its event in the audit (its name is the
    /// action) are stored together or not at all.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="action">The action.</param>
    /// <param name="versionId">The version that the person has seen.</param>
    /// <param name="comment">What the person wrote.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <returns>The task as it was before the decision.</returns>
    /// <exception cref="DecisionConflictException">Somebody else was first.</exception>
    /// <exception cref="ContentRefusedException">A rule does not allow it, or the item was changed since the person saw it.</exception>
    /// <exception cref="Mhg.ContentManagement.Elements.ContentInvalidException">It was to be published, and something in it has to be mended.</exception>
    /// <exception cref="WorkflowFaultException">The workflow can't go on after this action.</exception>
    public async Task<UserTask> TakeAsync(
        string contentItemId, string action, string versionId, string? comment = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await unitOfWork.RunAsync(token => DecideAsync(contentItemId, action, versionId, comment?.Trim() ?? "", token), cancellationToken);
        }
        catch (WorkflowConflictException)
        {
            throw await ConflictAsync(contentItemId, action, versionId, cancellationToken)
                ?? new DecisionConflictException("Somebody else decided at the same moment. Look at the item again.");
        }
    }

    /// <summary>The roles whose people decide in reviews; of an item's own workflows where one is named.</summary>
    /// <param name="contentItemId">The item; null for all reviews of the site.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<string>> ReviewRolesAsync(string? contentItemId = null, CancellationToken cancellationToken = default)
    {
        var all = await types.AllAsync(cancellationToken);
        var about = contentItemId is null ? null : (await workflows.ListHaltedAsync([contentItemId], cancellationToken)).Select(workflow => workflow.WorkflowTypeId).ToHashSet();
        return [.. (from type in all.Types
                    where about is null || about.Contains(type.WorkflowTypeId)
                    from task in type.Activities
                    where task.Name == nameof(UserTaskEvent) && rules.Actions(type, task).Any(action => action.Approves)
                    from role in task.Texts("Roles")
                    select role).Distinct()];
    }

    /// <summary>
    /// Whether a review stands between an item and its readers: a workflow with a user task on the way to publication is about it,
    /// or would be as soon as it is stored.
    /// </summary>
    public async Task<bool> IsReviewedAsync(ContentItem item, CancellationToken cancellationToken = default)
    {
        var all = await types.AllAsync(cancellationToken);
        var reviewing = all.Types.Where(rules.Reviews).Select(type => type.WorkflowTypeId).ToHashSet();
        return reviewing.Count > 0
            && ((item.ContentItemVersionId.Length == 0 && StartedBy(all, item).Any(started => reviewing.Contains(started.Type.WorkflowTypeId)))
                || (await workflows.ListHaltedAsync([item.ContentItemId], cancellationToken)).Any(workflow => reviewing.Contains(workflow.WorkflowTypeId)));
    }

    /// <summary>
    /// Asks again, in the current actor's name, for the decision that a change has withdrawn: takes the first action that leads
    /// from where the item's workflows wait to a review, whoever it is for. Nothing happens where there is none, or a review waits.
    /// </summary>
    /// <param name="item">The changed draft.</param>
    /// <param name="comment">Why, for the history.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AskAgainAsync(ContentItem item, string comment, CancellationToken cancellationToken = default)
    {
        var all = await WaitingAsync([item.ContentItemId], cancellationToken);
        if (all.Exists(waiting => ToTask(waiting).IsReview))
            return;
        var asking = (from waiting in all
                      from action in rules.Actions(waiting.Type, waiting.Activity)
                      where rules.TasksAfter(waiting.Type, waiting.Activity, action.Name).Any(task => rules.Actions(waiting.Type, task).Any(next => next.Approves))
                      select (waiting, action)).FirstOrDefault();
        if (asking.waiting is not null)
            await GoOnAsync(asking.waiting, asking.action, item, comment, cancellationToken);
    }

    private async Task<UserTask> DecideAsync(string contentItemId, string action, string versionId, string comment, CancellationToken cancellationToken)
    {
        if (comment.Length > LongestComment)
            throw new ContentRefusedException($"Keep the comment to {LongestComment} characters; it has {comment.Length}.");
        if (await contents.FindAsync(contentItemId, VersionOptions.Latest, cancellationToken) is not { } item)
            throw new ContentRefusedException("This item is not there any more.");
        if (item.ContentItemVersionId != versionId)
            throw new ContentRefusedException($"“{item.DisplayText}” was changed by {item.Author} in the meantime. Look at the new version first.");

        var offers = (await WaitingAsync([contentItemId], cancellationToken))
            .Where(waiting => UserTaskEvent.ActionsOf(waiting.Activity).Contains(action)).ToList();
        if (offers.Count == 0)
        {
            throw (Exception?)await ConflictAsync(contentItemId, action, versionId, cancellationToken)
                ?? new ContentRefusedException($"“{action}” is not possible for “{item.DisplayText}” now.");
        }
        var history = await audit.ListAsync(contentItemId, cancellationToken);
        // Two workflows may offer the same action; the person's own is meant.
        var waiting = offers.Find(offer => rules.Refusal(offer.Type, offer.Activity, action, item, current.Actor, history) is null) ?? offers[0];
        var task = ToTask(waiting);
        var taken = task.Actions.First(offered => offered.Name == action);
        if (rules.Refusal(waiting.Type, waiting.Activity, action, item, current.Actor, history) is { } refusal)
            throw new ContentRefusedException(refusal);
        if (DecisionRules.Refusal(taken, item, current.Actor, history) is { } reason)
            throw new ContentRefusedException(reason);
        if (taken.RequiresComment && comment.Length == 0)
            throw new ContentRefusedException($"“{action}” needs a comment: write what the editor has to know.");

        await GoOnAsync(waiting, taken, item, comment, cancellationToken);
        return task;
    }

    /// <summary>Keeps an action in the audit and lets its workflow go on.</summary>
    private async Task GoOnAsync(Waiting waiting, UserTaskAction action, ContentItem item, string comment, CancellationToken cancellationToken)
    {
        var task = ToTask(waiting);
        await audit.AppendAsync(new AuditEvent(
            time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, action.Name, item.ContentItemId, item.ContentItemVersionId,
            item.ContentType, comment.Length > 0 ? comment : null,
            new Decision(
                task.WorkflowId, task.WorkflowTypeId, task.ActivityId, task.IsReview && !UserTaskEvent.IsForEditor(waiting.Activity, action.Name), action.Approves,
                !rules.TasksAfter(waiting.Type, waiting.Activity, action.Name).Any())
            {
                Title = task.Title,
                SinceUtc = task.SinceUtc,
            }.ToData()), cancellationToken);
        var input = new Dictionary<string, object?>
        {
            [WorkflowInput.ContentItem] = item,
            [WorkflowInput.UserAction] = action.Name,
            [WorkflowInput.Comment] = comment,
        };
        if (await engine.ResumeAsync(task.WorkflowId, task.ActivityId, input, cancellationToken) is null)
            throw new WorkflowConflictException(task.WorkflowId);
    }

    /// <summary>What to tell a person whose action is no longer possible because of another one; null where that is not the reason.</summary>
    private async Task<DecisionConflictException?> ConflictAsync(string contentItemId, string action, string versionId, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        var taken = (await audit.ListAsync(contentItemId, cancellationToken)).FirstOrDefault(decided =>
            decided.ContentItemVersionId == versionId
            && Decision.Of(decided) is { } decision
            && all.Find(decision.WorkflowTypeId)?.Find(decision.ActivityId) is { } task
            && UserTaskEvent.ActionsOf(task).Contains(action));
        if (taken is null)
            return null;
        var who = taken.UserId is not null && taken.UserId == current.Actor.UserId ? "You" : taken.UserName;
        return new DecisionConflictException(
            $"{who} already decided: “{taken.Name}”, on {taken.Utc:d MMMM yyyy} at {taken.Utc:HH:mm} UTC. Nothing was done again.", taken);
    }

    /// <summary>The workflows that a new item starts.</summary>
    private static IEnumerable<(WorkflowType Type, ActivityRecord Start)> StartedBy(WorkflowTypeSet all, ContentItem item) =>
        from name in (string[])[nameof(ContentCreatedEvent), nameof(ContentDraftSavedEvent)]
        from started in all.StartedBy(name)
        where ContentEventActivity.IsMeantFor(started.Start, item)
        select started;

    private async Task<List<Waiting>> WaitingAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        if (contentItemIds.Count == 0 || !all.MayAwait(nameof(UserTaskEvent)))
            return [];
        return [.. from workflow in await workflows.ListHaltedAsync(contentItemIds, cancellationToken)
                   from blocking in workflow.BlockingActivities
                   where blocking.Name == nameof(UserTaskEvent)
                   let type = all.Find(workflow.WorkflowTypeId)
                   let activity = type?.Find(blocking.ActivityId)
                   where activity is not null
                   select new Waiting(workflow, blocking, type, activity)];
    }

    private async Task<Dictionary<WaitingPlace, (WorkflowType Type, ActivityRecord Activity)>> ReviewsAsync(CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        return (from type in all.Types
                from activity in type.Activities
                where activity.Name == nameof(UserTaskEvent) && DecisionRules.IsFor(current.Actor, activity)
                    && rules.Actions(type, activity).Any(action => action.Approves)
                select (type, activity)).ToDictionary(place => new WaitingPlace(place.type.WorkflowTypeId, place.activity.ActivityId));
    }

    private UserTask ToTask(Waiting waiting) => new(
        waiting.Workflow.WorkflowId, waiting.Type.WorkflowTypeId, waiting.Type.Name, waiting.Activity.ActivityId, waiting.Activity.Title,
        waiting.ContentItemId, waiting.Blocking.SinceUtc, rules.Actions(waiting.Type, waiting.Activity));

    private sealed record Waiting(Workflow Workflow, BlockingActivity Blocking, WorkflowType Type, ActivityRecord Activity)
    {
        public string ContentItemId => Workflow.CorrelationId!;
    }
}
