using System.Globalization;
using Mhg.Workflows.Timers;
using Mhg.Workflows.UserTasks.Stages;

namespace Mhg.Workflows.Activities.UserTasks;

/// <summary>
/// Waits until a person in one of <c>Roles</c>, or one of <c>Users</c>, takes one of <c>Actions</c>, which are its outcomes. <c>CommentRequiredFor</c>
/// names those that need a word of explanation, <c>EditorActions</c> those that are for the item's editor instead. Who may take which is decided by <see cref="Workflows.UserTasks.DecisionRules"/>.
/// As a stage of a review (<see cref="ReviewStage"/>) it may take several people's approvals before it goes on.
/// </summary>
public sealed class UserTaskEvent(StagePeople people, SiteDays days) : EventActivity
{
    /// <inheritdoc/>
    public override string Category => "People";

    /// <inheritdoc/>
    public override string Summary => "Waits until a person takes one of several actions.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("Actions", SettingKind.List, "Actions") { IsRequired = true, Hint = "What the buttons say, one a line." },
        new("Roles", SettingKind.List, "Who may take them") { Source = SettingSource.Roles, Hint = "None chosen, and no people named: everybody with an account." },
        new("Users", SettingKind.List, "People who may take them") { Hint = "User names, one a line, whatever their roles." },
        new("CommentRequiredFor", SettingKind.List, "Actions that need a comment") { Hint = "One a line." },
        new("EditorActions", SettingKind.List, "Actions of the editor") { Hint = "One a line. For who owns, last changed or submitted the item, and not for the roles: say to withdraw it." },
        new("ApprovingActions", SettingKind.List, "Actions that approve") { Hint = "One a line. Nobody takes one of these for their own words. None: those that publish." },
        new("ApprovalsNeeded", SettingKind.Text, "Approvals needed") { Hint = "A number, or All for everybody in the roles and named. Empty: one." },
        new("DueAfterDays", SettingKind.Number, "Days to decide") { Hint = "Empty: as long as it takes, unless somebody asks for a day." },
        new("RemindBeforeDays", SettingKind.Number, "Remind so many days before the due day") { Hint = "Empty: 1." },
        new("RemindAfterDays", SettingKind.Number, "Remind again so many days after it") { Hint = "Empty: 1." },
        new("EscalateTo", SettingKind.List, "Next in line") { Source = SettingSource.Roles, Hint = "Their people are told when it is not decided in time, and may decide from then on." },
        new("EscalateAfterDays", SettingKind.Number, "Tell them so many days after the due day") { Hint = "Empty: 3." },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ActionsOf(record);

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        base.Check(check);
        foreach (var property in (string[])["CommentRequiredFor", "EditorActions", "ApprovingActions"])
        {
            foreach (var action in check.Record.Texts(property).Except(ActionsOf(check.Record)))
                check.Problem(property, $"There is no action “{action}”.");
        }
        foreach (var property in (string[])["DueAfterDays", "RemindBeforeDays", "RemindAfterDays", "EscalateAfterDays"])
        {
            var days = check.Record.Text(property);
            if (days.StartsWith('-'))
                check.Problem(property, "Days are not counted below 0.");
            else if (int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > ReviewStage.MostDays)
                check.Problem(property, $"Keep it to {ReviewStage.MostDays} days.");
        }
        var stage = new ReviewStage(check.Record);
        if (ReviewStage.ParseNeeded(check.Record.Text("ApprovalsNeeded")) is null)
            check.Problem("ApprovalsNeeded", "Write a number from 1 on, or All.");
        else if (stage.NeedsSeveral && stage.ApprovingActions.Count == 0)
            check.Problem("ApprovingActions", "Say which actions approve: more than one approval is needed.");
        else if (stage is { Needed: null, Roles.Count: 0, Users.Count: 0 })
            check.Problem("ApprovalsNeeded", "All of whom? Name roles or people.");
    }

    /// <inheritdoc/>
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActionsOf(context.Record).Contains(ActionIn(context)));

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var (workflow, id) = (context.Workflow, context.Record.ActivityId);
        // A second branch that comes here while it waits changes nothing about the approvals that it has.
        if (!workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == id))
        {
            workflow.State.ActivityStates.Remove(id);
            if (new ReviewStage(context.Record).DueAfterDays is { } count)
            {
                var memory = new StageMemory(context.Memory);
                memory.Due = (await days.TodayAsync(cancellationToken)).AddDays(count);
            }
        }
        return ActivityResult.Halt;
    }

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var (stage, action) = (new ReviewStage(context.Record), ActionIn(context));
        if (stage.NeedsSeveral && stage.ApprovingActions.Contains(action) && !await IsApprovedAsync(context, stage, cancellationToken))
            return ActivityResult.Halt;
        return ActivityResult.Follow(action);
    }

    /// <summary>Counts an approval. Whether it was the last one that was needed.</summary>
    private async Task<bool> IsApprovedAsync(ActivityContext context, ReviewStage stage, CancellationToken cancellationToken)
    {
        if (context.ContentItem is not { } item || context.Input.GetValueOrDefault(WorkflowInput.UserId)?.ToString() is not { Length: > 0 } userId)
            return false;
        var memory = new StageMemory(context.Memory);
        string[] inPlaceOf = context.Input.GetValueOrDefault(WorkflowInput.InPlaceOf)?.ToString() is { Length: > 0 } lenders ? lenders.Split(' ') : [];
        memory.Approve(item.ContentItemVersionId, userId, inPlaceOf);
        return stage.Needed is { } needed
            ? memory.ApprovedBy.Count >= needed
            : (await people.OutstandingAsync(stage, item, [.. memory.ApprovedBy, .. memory.InPlaceOf], cancellationToken)).Count == 0;
    }

    internal static IReadOnlyList<string> ActionsOf(ActivityRecord record) => record.Texts("Actions");

    internal static bool RequiresComment(ActivityRecord record, string action) => record.Texts("CommentRequiredFor").Contains(action);

    internal static bool IsForEditor(ActivityRecord record, string action) => record.Texts("EditorActions").Contains(action);

    private static string ActionIn(ActivityContext context) => context.Input.GetValueOrDefault(WorkflowInput.UserAction)?.ToString() ?? "";
}
