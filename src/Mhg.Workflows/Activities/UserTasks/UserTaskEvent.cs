namespace Mhg.Workflows.Activities.UserTasks;

/// <summary>
/// Waits until a person in one of <c>Roles</c> takes one of <c>Actions</c>, which are its outcomes. <c>CommentRequiredFor</c>
/// names those that need a word of explanation, <c>EditorActions</c> those that are for the item's editor instead. Who may take which is decided by <see cref="Workflows.UserTasks.DecisionRules"/>.
/// </summary>
public sealed class UserTaskEvent : EventActivity
{
    /// <inheritdoc/>
    public override string Category => "People";

    /// <inheritdoc/>
    public override string Summary => "Waits until a person takes one of several actions.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("Actions", SettingKind.List, "Actions") { IsRequired = true, Hint = "What the buttons say, one a line." },
        new("Roles", SettingKind.List, "Who may take them") { Source = SettingSource.Roles, Hint = "None chosen: everybody with an account." },
        new("CommentRequiredFor", SettingKind.List, "Actions that need a comment") { Hint = "One a line." },
        new("EditorActions", SettingKind.List, "Actions of the editor") { Hint = "One a line. For who owns, last changed or submitted the item, and not for the roles: say to withdraw it." },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => ActionsOf(record);

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        base.Check(check);
        foreach (var property in (string[])["CommentRequiredFor", "EditorActions"])
        {
            foreach (var action in check.Record.Texts(property).Except(ActionsOf(check.Record)))
                check.Problem(property, $"There is no action “{action}”.");
        }
    }

    /// <inheritdoc/>
    public override ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActionsOf(context.Record).Contains(ActionIn(context)));

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.Follow(ActionIn(context)));

    internal static IReadOnlyList<string> ActionsOf(ActivityRecord record) => record.Texts("Actions");

    internal static bool RequiresComment(ActivityRecord record, string action) => record.Texts("CommentRequiredFor").Contains(action);

    internal static bool IsForEditor(ActivityRecord record, string action) => record.Texts("EditorActions").Contains(action);

    private static string ActionIn(ActivityContext context) => context.Input.GetValueOrDefault(WorkflowInput.UserAction)?.ToString() ?? "";
}
