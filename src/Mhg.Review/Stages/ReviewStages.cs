using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.People;
using Mhg.Workflows;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Stages;

namespace Mhg.Review.Stages;

/// <summary>How far a draft has come at a stage of its review.</summary>
public enum StageState
{
    /// <summary>It has passed the stage, or was let past it.</summary>
    Passed,

    /// <summary>It waits there.</summary>
    Waiting,

    /// <summary>It comes there later, unless a condition lets it past.</summary>
    Coming,
}

/// <summary>A stage of a draft's review, as it is shown.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="State">How far the draft has come there.</param>
/// <param name="Approvals">Who has approved it there, and when (UTC), the first one first; nobody where it was let past.</param>
/// <param name="Needs">Whose approvals are missing, as a sentence; null where one is enough, or none is missing.</param>
public sealed record StageView(string Title, StageState State, IReadOnlyList<(string Name, DateTime Utc)> Approvals, string? Needs);

/// <summary>Tells the stages of a draft's review in their order. They are read from its workflow.</summary>
public sealed class ReviewStages(WorkflowTypes types, DecisionRules rules, UserTasks tasks, IAuditLog audit, IPeopleDirectory directory)
{
    /// <summary>The stages of the review that a draft waits for; none where it is a single decision of one person.</summary>
    /// <param name="task">The review that it waits for.</param>
    /// <param name="item">The draft.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<StageView>> OfAsync(UserTask task, ContentItem item, CancellationToken cancellationToken)
    {
        if ((await types.AllAsync(cancellationToken)).Find(task.WorkflowTypeId) is not { } type)
            return [];
        var stages = InOrder(type, [.. type.Activities.Where(activity => rules.IsReview(type, activity))]);
        if (stages.Count < 2 && task.Approvals is null)
            return [];

        var approvals = (from happened in (await audit.ListAsync(item.ContentItemId, cancellationToken)).TakeWhile(happened => Decision.Of(happened) is not { IsReview: false })
                         let decision = Decision.Of(happened)
                         where decision is { Approves: true } && decision.WorkflowId == task.WorkflowId && happened.ContentItemVersionId == item.ContentItemVersionId
                         select (decision.ActivityId, Event: happened)).Reverse().ToLookup(approval => approval.ActivityId, approval => approval.Event);
        var missing = await tasks.OutstandingAsync(task, item, cancellationToken);
        var names = await directory.NamesAsync(
            [.. approvals.SelectMany(events => events).Select(happened => happened.UserId).Concat(missing.Select(person => person.UserId)).OfType<string>().Distinct()], cancellationToken);
        var now = stages.FindIndex(stage => stage.ActivityId == task.ActivityId);
        return [.. stages.Select((stage, place) => new StageView(
            stage.Title,
            place < now ? StageState.Passed : place == now ? StageState.Waiting : StageState.Coming,
            [.. approvals[stage.ActivityId].Select(happened => (NameOf(happened.UserId, happened.UserName), happened.Utc))],
            place == now && task.Approvals is { } needed ? Missing(needed, [.. missing.Select(person => NameOf(person.UserId, person.UserName))]) : null))];

        string NameOf(string? userId, string userName) => userId is not null && names.TryGetValue(userId, out var name) ? name : userName;

        string Missing(Approvals needed, string[] people)
        {
            var given = needed.Of(item.ContentItemVersionId).Count;
            return needed.Needed is { } count ? $"{given} of {count} approvals.{(given + people.Length < count && IsLimited(stages[now]) ? " There are not enough people who can approve it: an administrator has to name more, or to ask for fewer approvals." : "")}"
                : people.Length > 0 ? $"Everybody has to approve; still to come: {string.Join(", ", people)}."
                : given > 0 ? "Everybody has approved who decides here now. One of them approves once more, then it goes on."
                : "Nobody decides here who could approve it: an administrator has to name somebody.";
        }

        // Where everybody with an account decides, or those next in line as well, nobody counts them.
        bool IsLimited(ActivityRecord activity) => !task.IsEscalated && new ReviewStage(activity) is not { Roles.Count: 0, Users.Count: 0 };
    }

    /// <summary>A stage comes after those whose approval leads to it.</summary>
    private List<ActivityRecord> InOrder(WorkflowType type, List<ActivityRecord> stages)
    {
        var next = stages.ToDictionary(stage => stage.ActivityId, stage =>
            rules.Actions(type, stage).Where(action => action.Approves).SelectMany(action => rules.TasksAfter(type, stage, action.Name)).ToHashSet());
        var ordered = new List<ActivityRecord>();
        while (stages.Count > 0)
        {
            var first = stages.Find(stage => stages.TrueForAll(other => other == stage || !next[other.ActivityId].Contains(stage))) ?? stages[0];
            ordered.Add(first);
            stages.Remove(first);
        }
        return ordered;
    }
}
