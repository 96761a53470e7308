using System.Globalization;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Workflows.Notices;
using Mhg.Workflows.Outbox;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Assigning;

namespace Mhg.Workflows.UserTasks.Stages;

/// <summary>
/// Looks every morning at the reviews that wait: reminds their people before and after the day by which a decision is wanted, and
/// tells those who are next in line of what was not decided in time, who may decide from then on.
/// </summary>
public sealed class ReminderReceiver(
    WorkflowTypes types, DecisionRules rules, StagePeople people, IWorkflowStore workflows, IContentStore contents, IAssignmentStore assignments,
    IAuditLog audit, Notifier notifier, IOutboxStore outbox, SiteDays days, ISiteZone zone, TimeProvider time) : OutboxReceiver
{
    /// <summary>The name of the event of the audit.</summary>
    public const string Escalated = "ReviewEscalated";

    private const string Reminders = "ReviewReminders";

    private const int BatchSize = 200;

    // Before the notices of a day are sent together.
    private static readonly CronSchedule Mornings = CronSchedule.Parse("30 6 * * *");

    /// <inheritdoc/>
    public override string Kind => Reminders;

    /// <inheritdoc/>
    public override bool IsTransactional => true;

    /// <inheritdoc/>
    public override int MostAttempts => int.MaxValue;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<OutboxMessage>> StandingAsync(CancellationToken cancellationToken) => [await NextAsync(cancellationToken)];

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message) => "Remind reviewers of what is due";

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var all = await types.AllAsync(cancellationToken);
        var stages = (from type in all.Types
                      from task in type.Activities
                      where rules.IsReview(type, task)
                      select (Place: new WaitingPlace(type.WorkflowTypeId, task.ActivityId), Stage: (type, task))).ToDictionary(stage => stage.Place, stage => stage.Stage);
        var today = await days.TodayAsync(cancellationToken);
        for (var skip = 0; stages.Count > 0; skip += BatchSize)
        {
            var batch = await workflows.ListWaitingDraftsAsync([.. stages.Keys], skip, BatchSize, cancellationToken);
            await RemindAsync(batch, stages, today, cancellationToken);
            if (batch.Count < BatchSize)
                break;
        }
        await outbox.AddAsync([await NextAsync(cancellationToken)], cancellationToken);
    }

    private async Task RemindAsync(
        IReadOnlyList<Workflow> waiting, Dictionary<WaitingPlace, (WorkflowType Type, ActivityRecord Task)> stages, DateOnly today, CancellationToken cancellationToken)
    {
        string[] ids = [.. waiting.Select(workflow => workflow.CorrelationId).OfType<string>().Distinct()];
        var asked = await assignments.ListAsync(ids, cancellationToken);
        var due = (from workflow in waiting
                   where workflow.CorrelationId is not null
                   let assignment = asked.GetValueOrDefault(workflow.CorrelationId!) ?? new Assignment(workflow.CorrelationId!)
                   from blocking in workflow.BlockingActivities
                   let stage = stages.GetValueOrDefault(new WaitingPlace(workflow.WorkflowTypeId, blocking.ActivityId))
                   where stage.Task is not null
                   let day = assignment.Due ?? StageMemory.Of(workflow, blocking.ActivityId).Due
                   where day is not null && today >= day.Value.AddDays(-new ReviewStage(stage.Task).RemindBeforeDays)
                   select new DueReview(workflow, blocking, stage.Type, stage.Task, assignment, day.Value)).ToList();
        var items = (await contents.FindAsync([.. due.Select(review => review.Assignment.ContentItemId).Distinct()], VersionOptions.Latest, cancellationToken)).ToDictionary(item => item.ContentItemId);
        var changed = new HashSet<Workflow>();
        foreach (var review in due)
        {
            // Of a feature that is off, say, nothing can be decided now.
            if (items.TryGetValue(review.Assignment.ContentItemId, out var item) && rules.RefusalOfItem(review.Type, review.Task, item, Actor.Site) is null
                && await RemindAsync(review, item, today, cancellationToken))
                changed.Add(review.Workflow);
        }
        if (changed.Count > 0)
            await workflows.SaveAsync([.. changed], cancellationToken);
    }

    /// <summary>Whether something was sent, which the instance remembers.</summary>
    private async Task<bool> RemindAsync(DueReview review, ContentItem item, DateOnly today, CancellationToken cancellationToken)
    {
        var (stage, memory, day) = (new ReviewStage(review.Task), review.Memory, Say(review.Day));
        var escalates = stage.EscalateTo.Count > 0 && !memory.IsEscalated && today >= review.Day.AddDays(stage.EscalateAfterDays);
        if (escalates)
        {
            memory.IsEscalated = true;
            await audit.AppendAsync(
                new AuditEvent(time.GetUtcNow().UtcDateTime, null, "site", Escalated, item.ContentItemId, item.ContentItemVersionId, item.ContentType), cancellationToken);
            await notifier.TellAboutAsync(
                item, (await people.NextInLineAsync(stage, cancellationToken)).Select(person => person.UserId), $"Not decided in time: {item.DisplayText}",
                $"A decision on {item.DisplayText} was wanted by {day}.", $"A decision on {item.DisplayText} was wanted by {day}, and nobody has decided. You are next in line and may decide now.", cancellationToken);
        }

        var isLate = today >= review.Day.AddDays(Math.Max(1, stage.RemindAfterDays));
        var reminder = today > review.Day && !isLate ? null : $"{(isLate ? "after" : "before")} {review.Day:yyyy-MM-dd}";
        if (reminder is null || memory.Reminded == reminder)
            return escalates;
        memory.Reminded = reminder;
        var when = isLate ? $"was wanted by {day}" : today == review.Day ? "is wanted by the end of today" : $"is wanted by {day}";
        await notifier.TellAboutAsync(
            item, await WhoDecidesAsync(review, stage, item, cancellationToken), $"{(isLate ? "Overdue" : "Due soon")}: {item.DisplayText}",
            $"A decision on {item.DisplayText} {when}.", $"A decision on {item.DisplayText} {when}.", cancellationToken);
        return true;
    }

    /// <summary>Whom a review waits for: who is looking at it, or was asked, or else everybody who still can approve.</summary>
    private async Task<IEnumerable<string>> WhoDecidesAsync(DueReview review, ReviewStage stage, ContentItem item, CancellationToken cancellationToken)
    {
        var memory = review.Memory;
        string[] approvedBy = memory.VersionId == item.ContentItemVersionId ? [.. memory.ApprovedBy, .. memory.InPlaceOf] : [];
        if (!stage.NeedsSeveral && (review.Assignment.ClaimedSince(review.Blocking.SinceUtc) ?? review.Assignment.AskedId) is { } userId)
            return await people.WithStandInsAsync([userId], cancellationToken);
        var outstanding = (await people.OutstandingAsync(stage, item, approvedBy, cancellationToken)).Select(person => person.UserId).ToList();
        // Where nobody is missing any more, one of those who have approved lets it go on.
        return await people.WithStandInsAsync(outstanding.Count == 0 && stage.Needed is null ? approvedBy : outstanding, cancellationToken);
    }

    private static string Say(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private async Task<OutboxMessage> NextAsync(CancellationToken cancellationToken) => new(
        Reminders, Reminders, new JsonObject(), Mornings.NextAfter(time.GetUtcNow().UtcDateTime, await zone.SiteZoneAsync(cancellationToken)));

    private sealed record DueReview(Workflow Workflow, BlockingActivity Blocking, WorkflowType Type, ActivityRecord Task, Assignment Assignment, DateOnly Day)
    {
        public StageMemory Memory => new(Workflow.State.ActivityStates.TryGetValue(Blocking.ActivityId, out var kept) ? kept : Workflow.State.ActivityStates[Blocking.ActivityId] = []);
    }
}
