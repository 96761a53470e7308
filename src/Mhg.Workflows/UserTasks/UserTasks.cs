using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Activities.Content;
using Mhg.Workflows.Activities.UserTasks;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Assigning;
using Mhg.Workflows.UserTasks.Stages;

namespace Mhg.Workflows.UserTasks;

/// <summary>What workflows wait for people to decide, and the decisions.</summary>
public sealed class UserTasks(
    WorkflowTypes types, WorkflowEngine engine, DecisionRules rules, Deciders deciders, StagePeople people, IWorkflowStore workflows, IContentStore contents,
    IAssignmentStore assignments, IAuditLog audit, Notifier notifier, Mentions mentions, WorkflowMessages messages, IUnitOfWork unitOfWork, CurrentActor current, SiteDays days, TimeProvider time)
{
    /// <summary>How many characters a comment may have.</summary>
    public const int LongestComment = 4000;

    // Two people who approve at the same moment both count; the second one's approval is added to what the first one has left.
    private const int MostTries = 5;

    // Beside these the queue's number is not exact, where tasks take several approvals or next in line.
    private const int MostCounted = 100;

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
        var decider = await deciders.OfAsync(current.Actor, cancellationToken);
        var complete = new HashSet<Waiting>();
        foreach (var one in waiting)
        {
            if (await IsCompleteAsync(one, byId[one.ContentItemId], cancellationToken))
                complete.Add(one);
        }
        return [.. from one in waiting
                   let task = ToTask(one)
                   let item = byId[one.ContentItemId]
                   let events = history[item.ContentItemId].ToList()
                   let offered = task.Actions.Where(action => DecisionRules.IsFor(one.Activity, action.Name, item, decider, task.IsEscalated, events)).ToList()
                   where offered.Count > 0
                   select task with { Actions = offered.ConvertAll(action => action with { Refusal = Refusal(one, task, action, item, decider, events, complete.Contains(one)) }) }];
    }

    /// <summary>What items wait for, whoever may decide it.</summary>
    public async Task<IReadOnlyList<UserTask>> ListWaitingAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken = default) =>
        [.. (await WaitingAsync(contentItemIds, cancellationToken)).Select(ToTask)];

    /// <summary>The review that an item waits for, whoever may decide it; null where it waits for none.</summary>
    public async Task<UserTask?> FindReviewAsync(string contentItemId, CancellationToken cancellationToken = default) =>
        (await ListWaitingAsync([contentItemId], cancellationToken)).FirstOrDefault(task => task.IsReview);

    /// <summary>
    /// What the current actor may do about a new item as soon as its first draft is saved, a decision on a review excepted: the
    /// actions of the user tasks at which the workflows that it starts would wait. A workflow that takes another way then refuses.
    /// </summary>
    /// <param name="item">The item, which is not stored yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<UserTaskAction>> ListComingAsync(ContentItem item, CancellationToken cancellationToken = default)
    {
        var all = await types.AllAsync(cancellationToken);
        var decider = await deciders.OfAsync(current.Actor, cancellationToken);
        return [.. (from started in StartedBy(all, item)
                    from task in rules.TasksAfter(started.Type, started.Start, ActivityResult.DoneName)
                    where rules.Refusal(started.Type, task, item, decider) is null
                    let actions = rules.Actions(started.Type, task)
                    where !actions.Any(action => action.Approves)
                    from action in actions
                    select action).DistinctBy(action => action.Name)];
    }

    /// <summary>
    /// The reviews that wait for the current actor, the longest waiting first; those that the actor has approved already, and which
    /// wait for others, are left out. Whether a draft is the actor's own is asked by <see cref="ListAsync"/>.
    /// </summary>
    public async Task<IReadOnlyList<UserTask>> QueueAsync(int skip = 0, int take = 100, CancellationToken cancellationToken = default) =>
        await QueueAsync(await ReviewsAsync(cancellationToken), skip, take, cancellationToken);

    /// <summary>How many reviews wait for the current actor.</summary>
    public async Task<int> CountQueueAsync(CancellationToken cancellationToken = default)
    {
        var reviews = (await ReviewsAsync(cancellationToken)).ToLookup(review => review.Value.IsAlways && !new ReviewStage(review.Value.Activity).NeedsSeveral);
        WaitingPlace[] simple = [.. reviews[true].Select(review => review.Key)];
        return (simple.Length > 0 ? await workflows.CountWaitingDraftsAsync(simple, cancellationToken) : 0)
            + (await QueueAsync(reviews[false].ToDictionary(), 0, MostCounted, cancellationToken)).Count;
    }

    /// <summary>
    /// Takes an action as the current actor. The decision, all that follows from it, and its event in the audit (its name is the
    /// action) are stored together or not at all.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="action">The action.</param>
    /// <param name="versionId">The version that the person has seen.</param>
    /// <param name="comment">What the person wrote. Each <c>@name</c> in it tells that person.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <returns>The task as it was before the decision.</returns>
    /// <exception cref="DecisionConflictException">Somebody else was first.</exception>
    /// <exception cref="ContentRefusedException">A rule does not allow it, or the item was changed since the person saw it.</exception>
    /// <exception cref="Mhg.ContentManagement.Elements.ContentInvalidException">It was to be published, and something in it has to be mended.</exception>
    /// <exception cref="WorkflowFaultException">The workflow can't go on after this action.</exception>
    public async Task<UserTask> TakeAsync(
        string contentItemId, string action, string versionId, string? comment = null, CancellationToken cancellationToken = default)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var (task, mentioned) = await unitOfWork.RunAsync(token => DecideAsync(contentItemId, action, versionId, comment?.Trim() ?? "", token), cancellationToken);
                messages.Add(MessageKind.Warning, mentioned.Warning ?? "");
                return task;
            }
            catch (WorkflowConflictException) when (tries < MostTries)
            {
            }
            catch (WorkflowConflictException)
            {
                throw new DecisionConflictException("Somebody else decided at the same moment. Look at the item again.");
            }
        }
    }

    /// <summary>
    /// The people who decide in reviews: about an item, at the stage that it waits at or, where it waits at none, at any stage of its workflows.
    /// </summary>
    /// <param name="contentItemId">The item; null for all reviews of the site.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Person>> ReviewersAsync(string? contentItemId = null, CancellationToken cancellationToken = default)
    {
        var all = await types.AllAsync(cancellationToken);
        var about = contentItemId is null ? null : await workflows.ListHaltedAsync([contentItemId], cancellationToken);
        var stages = (from type in all.Types
                      let instance = about?.FirstOrDefault(workflow => workflow.WorkflowTypeId == type.WorkflowTypeId)
                      where about is null || instance is not null
                      from task in type.Activities
                      where rules.IsReview(type, task)
                      select (Task: task, IsNow: instance is not null && instance.BlockingActivities.Exists(blocking => blocking.ActivityId == task.ActivityId))).ToList();
        var found = new List<Person>();
        foreach (var (task, isNow) in stages)
        {
            if (isNow || !stages.Exists(stage => stage.IsNow))
                found.AddRange(await people.ListAsync(new ReviewStage(task), cancellationToken));
        }
        return [.. found.DistinctBy(person => person.UserId)];
    }

    /// <summary>The people of a stage who have not approved a draft and can, where one approval is not enough: all of them have to, or as many as are missing.</summary>
    /// <param name="task">The task.</param>
    /// <param name="item">The draft.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Person>> OutstandingAsync(UserTask task, ContentItem item, CancellationToken cancellationToken = default) =>
        task.Approvals is { } approvals && (await types.AllAsync(cancellationToken)).Find(task.WorkflowTypeId)?.Find(task.ActivityId) is { } activity
            ? await people.OutstandingAsync(new ReviewStage(activity), item, approvals.GivenOf(item.ContentItemVersionId), cancellationToken)
            : [];

    /// <summary>The accounts of those who were asked to review an item or are looking at it, and of who stands in for them today.</summary>
    public async Task<IReadOnlyList<string>> AssignedAsync(string contentItemId, CancellationToken cancellationToken = default)
    {
        if ((await assignments.ListAsync([contentItemId], cancellationToken)).GetValueOrDefault(contentItemId) is not { } assignment)
            return [];
        var claimedBy = assignment.ClaimedById is not null && await FindReviewAsync(contentItemId, cancellationToken) is { } task ? assignment.ClaimedSince(task.SinceUtc) : null;
        string[] assigned = [.. new[] { assignment.AskedId, claimedBy }.OfType<string>().Distinct()];
        return assigned.Length == 0 ? [] : await people.WithStandInsAsync(assigned, cancellationToken);
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

    /// <summary>What to tell whoever has changed an item that waited for a review: what became of it.</summary>
    public async Task<string> SayAfterChangeAsync(string contentItemId, CancellationToken cancellationToken = default) =>
        await FindReviewAsync(contentItemId, cancellationToken) is not null
            ? "It was waiting for a review, which begins anew with this change."
            : "It was waiting for a review; the change has withdrawn it. Submit it again when it is ready.";

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
                      where rules.TasksAfter(waiting.Type, waiting.Activity, action.Name).Any(task => rules.IsReview(waiting.Type, task))
                      select (waiting, action)).FirstOrDefault();
        if (asking.waiting is not null)
            await GoOnAsync(asking.waiting, asking.action, item, comment, [], cancellationToken);
    }

    private async Task<(UserTask Task, Mentioned Mentioned)> DecideAsync(string contentItemId, string action, string versionId, string comment, CancellationToken cancellationToken)
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
        var decider = await deciders.OfAsync(current.Actor, cancellationToken);
        // Two workflows may offer the same action; the person's own is meant.
        var waiting = offers.Find(offer => RefusalOf(offer) is null) ?? offers[0];
        var task = ToTask(waiting);
        var taken = task.Actions.First(offered => offered.Name == action);
        if (RefusalOf(waiting) is { } refusal)
            throw new ContentRefusedException(refusal);
        if (Refusal(waiting, task, taken, item, decider, history, await IsCompleteAsync(waiting, item, cancellationToken)) is { } reason)
            throw new ContentRefusedException(reason);
        if (taken.RequiresComment && comment.Length == 0)
            throw new ContentRefusedException($"“{action}” needs a comment: write what the editor has to know.");

        var rights = DecisionRules.RightsOf(waiting.Activity, item, decider, task.IsEscalated, history);
        await notifier.ReadAboutAsync(contentItemId, cancellationToken);
        var toldBefore = notifier.Told.Count;
        // Whoever was to decide is told that nothing is wanted of them any more.
        var released = task.IsReview && UserTaskEvent.IsForEditor(waiting.Activity, action) ? await AssignedAsync(contentItemId, cancellationToken) : [];
        await GoOnAsync(waiting, taken, item, comment, rights.Contains(ActorId) ? [] : rights, cancellationToken);
        if (released.Count > 0)
        {
            var says = $"{await notifier.ActorNameAsync(cancellationToken)} chose “{action}” for {item.DisplayText}: it does not wait for your decision any more.";
            await notifier.TellAboutAsync(item, released, $"No decision wanted: {item.DisplayText}", says, comment.Length > 0 ? $"{says} {comment}" : says, cancellationToken);
        }
        if (rules.TasksAfter(waiting.Type, waiting.Activity, action).Any(next => rules.IsReview(waiting.Type, next)) && !task.IsReview)
            await ForgetPastDayAsync(contentItemId, cancellationToken);
        // Who has read these words in another notice about the decision needs no second one.
        var informed = notifier.Told.Skip(toldBefore).Where(notice => notice.ContentItemId == contentItemId && comment.Length > 0 && notice.TextBody.Contains(comment, StringComparison.Ordinal));
        return (task, await TellMentionedAsync(item, action, comment, informed.Select(notice => notice.UserId).ToHashSet(), cancellationToken));

        string? RefusalOf(Waiting offer) => rules.Refusal(offer.Type, offer.Activity, action, item, decider, offer.Memory.IsEscalated, history);
    }

    private async Task<Mentioned> TellMentionedAsync(ContentItem item, string action, string comment, HashSet<string> informed, CancellationToken cancellationToken)
    {
        var mentioned = await mentions.FindAsync(item, comment, cancellationToken);
        if (mentioned.UserIds.Count > 0)
        {
            var who = await notifier.ActorNameAsync(cancellationToken);
            await notifier.TellAboutAsync(
                item, mentioned.UserIds.Where(id => !informed.Contains(id)), $"You are mentioned: {item.DisplayText}", $"{who} mentions you in “{action}” for {item.DisplayText}.", $"{who}: {comment}", cancellationToken);
        }
        return mentioned;
    }

    /// <summary>Why the current actor may not take an action that is offered to them; null where it is allowed.</summary>
    private string? Refusal(
        Waiting waiting, UserTask task, UserTaskAction action, ContentItem item, Decider decider, IReadOnlyCollection<AuditEvent> history, bool isComplete)
    {
        if (action.Approves && !isComplete && task.Approvals is { } approvals)
        {
            if (approvals.Of(item.ContentItemVersionId).Contains(ActorId))
                return $"{(current.Actor.GuestLinkId is null ? "You have" : "Who asked you has")} approved “{item.DisplayText}”. It waits for others.";
            var rights = DecisionRules.RightsOf(waiting.Activity, item, decider, task.IsEscalated, history);
            if (rights.Count > 0 && rights.All(approvals.GivenOf(item.ContentItemVersionId).Contains))
                return $"“{item.DisplayText}” is approved already {(rights.Contains(ActorId) ? "in your place" : "by the person for whom you stand in, or in their place")}. It waits for others.";
        }
        return DecisionRules.Refusal(action, item, current.Actor, history);
    }

    /// <summary>
    /// Whether no approval is missing beside the one that the current actor has given: who was missing does not decide here any more, or
    /// fewer approvals are needed by now. Then the actor approves once more, so that it does not wait for nobody.
    /// </summary>
    private async Task<bool> IsCompleteAsync(Waiting waiting, ContentItem item, CancellationToken cancellationToken) =>
        ToTask(waiting).Approvals is { } approvals && approvals.Of(item.ContentItemVersionId).Contains(ActorId)
        && (approvals.Needed is { } needed
            ? approvals.Of(item.ContentItemVersionId).Count >= needed
            : (await people.OutstandingAsync(new ReviewStage(waiting.Activity), item, approvals.GivenOf(item.ContentItemVersionId), cancellationToken)).Count == 0);

    /// <summary>Keeps an action in the audit and lets its workflow go on.</summary>
    private async Task GoOnAsync(Waiting waiting, UserTaskAction action, ContentItem item, string comment, IReadOnlyList<string> inPlaceOf, CancellationToken cancellationToken)
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
                GuestLinkId = current.Actor.GuestLinkId,
                InvitedById = current.Actor.GuestLinkId is null ? null : current.Actor.OnBehalfOf.UserId,
            }.ToData()), cancellationToken);
        var input = new Dictionary<string, object?>
        {
            [WorkflowInput.ContentItem] = item,
            [WorkflowInput.UserAction] = action.Name,
            [WorkflowInput.UserId] = ActorId,
            [WorkflowInput.InPlaceOf] = string.Join(' ', inPlaceOf),
            [WorkflowInput.Comment] = comment,
        };
        if (await engine.ResumeAsync(task.WorkflowId, task.ActivityId, input, cancellationToken) is not { } workflow)
            throw new WorkflowConflictException(task.WorkflowId);
        // Whoever was asked was asked for this stage; the next one is for whoever comes first.
        if (action.Approves && !workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == task.ActivityId)
            && (await assignments.ListAsync([item.ContentItemId], cancellationToken)).GetValueOrDefault(item.ContentItemId) is { AskedId: not null } asked)
            await assignments.AskAsync(item.ContentItemId, null, asked.Due, asked.Priority, cancellationToken);
    }

    /// <summary>A day that was over when the review was asked for is no day for it: it was meant for an earlier request.</summary>
    private async Task ForgetPastDayAsync(string contentItemId, CancellationToken cancellationToken)
    {
        if ((await assignments.ListAsync([contentItemId], cancellationToken)).GetValueOrDefault(contentItemId) is { Due: { } day } asked
            && day < await days.TodayAsync(cancellationToken))
            await assignments.AskAsync(contentItemId, asked.AskedId, null, asked.Priority, cancellationToken);
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

    /// <summary>The workflows that new items start, with the activity that says for which.</summary>
    internal static IEnumerable<(WorkflowType Type, ActivityRecord Start)> StartedByNew(WorkflowTypeSet all) =>
        from name in (string[])[nameof(ContentCreatedEvent), nameof(ContentDraftSavedEvent)]
        from started in all.StartedBy(name)
        select started;

    /// <summary>The workflows that a new item starts.</summary>
    private static IEnumerable<(WorkflowType Type, ActivityRecord Start)> StartedBy(WorkflowTypeSet all, ContentItem item) =>
        StartedByNew(all).Where(started => ContentEventActivity.IsMeantFor(started.Start, item));

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

    /// <summary>What may come to the actor once it is escalated is looked for by itself: however much of it waits, the actor's own is not crowded out.</summary>
    private async Task<IReadOnlyList<UserTask>> QueueAsync(Dictionary<WaitingPlace, Review> places, int skip, int take, CancellationToken cancellationToken)
    {
        var own = places.ToLookup(place => place.Value.IsAlways);
        return [.. (await QueueAtAsync(own[true].ToDictionary(), skip, take, cancellationToken))
            .Concat(await QueueAtAsync(own[false].ToDictionary(), skip, take, cancellationToken)).OrderBy(task => task.SinceUtc).Take(take)];
    }

    private async Task<IReadOnlyList<UserTask>> QueueAtAsync(Dictionary<WaitingPlace, Review> places, int skip, int take, CancellationToken cancellationToken) =>
        places.Count == 0 ? [] : [.. from workflow in await workflows.ListWaitingDraftsAsync([.. places.Keys], skip, take, cancellationToken)
                                     where workflow.CorrelationId is not null
                                     from blocking in workflow.BlockingActivities
                                     let place = places.GetValueOrDefault(new WaitingPlace(workflow.WorkflowTypeId, blocking.ActivityId))
                                     where place is not null
                                     let task = ToTask(new Waiting(workflow, blocking, place.Type, place.Activity))
                                     where (place.IsAlways || task.IsEscalated) && task.Approvals?.By.Concat(task.Approvals.InPlaceOf).Contains(ActorId) is not true
                                     select task];

    /// <summary>The places at which reviews wait for the current actor.</summary>
    private async Task<Dictionary<WaitingPlace, Review>> ReviewsAsync(CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        var decider = await deciders.OfAsync(current.Actor, cancellationToken);
        return (from type in all.Types
                from activity in type.Activities
                where rules.IsReview(type, activity) && DecisionRules.IsFor(decider, activity, isEscalated: true)
                select new Review(type, activity, DecisionRules.IsFor(decider, activity, isEscalated: false)))
            .ToDictionary(review => new WaitingPlace(review.Type.WorkflowTypeId, review.Activity.ActivityId));
    }

    // A guest's approval is that of who asked them: nobody counts twice by asking one.
    private string ActorId => current.Actor.OnBehalfOf.UserId ?? current.Actor.UserName;

    private UserTask ToTask(Waiting waiting)
    {
        var (stage, memory) = (new ReviewStage(waiting.Activity), waiting.Memory);
        return new UserTask(
            waiting.Workflow.WorkflowId, waiting.Type.WorkflowTypeId, waiting.Type.Name, waiting.Activity.ActivityId, waiting.Activity.Title,
            waiting.ContentItemId, waiting.Blocking.SinceUtc, rules.Actions(waiting.Type, waiting.Activity))
        {
            Approvals = stage.NeedsSeveral ? new Approvals(stage.Needed, memory.VersionId, memory.ApprovedBy, memory.InPlaceOf) : null,
            Stage = rules.IsReview(waiting.Type, waiting.Activity) && waiting.Type.Activities.Count(activity => rules.IsReview(waiting.Type, activity)) > 1 ? waiting.Activity.Title : null,
            Due = memory.Due,
            IsEscalated = memory.IsEscalated,
        };
    }

    private sealed record Waiting(Workflow Workflow, BlockingActivity Blocking, WorkflowType Type, ActivityRecord Activity)
    {
        public string ContentItemId => Workflow.CorrelationId!;

        public StageMemory Memory => StageMemory.Of(Workflow, Activity.ActivityId);
    }

    /// <param name="Type">The workflow.</param>
    /// <param name="Activity">Its user task.</param>
    /// <param name="IsAlways">Whether it waits for the current actor in any case, and not only once it is escalated.</param>
    private sealed record Review(WorkflowType Type, ActivityRecord Activity, bool IsAlways);
}
