namespace Mhg.Workflows.Activities;

/// <summary>
/// What a kind of activity does. A module adds one with a class and <see cref="WorkflowSetup.AddActivity{T}"/>.
/// One object serves all activities of the kind: what belongs to a single one is in the context.
/// </summary>
public abstract class Activity
{
    /// <summary>The name that workflow types use; the class's own unless overridden.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What it is listed under where activities are chosen.</summary>
    public virtual string Category => "Other";

    /// <summary>What it does, in a sentence for those who build workflows.</summary>
    public virtual string Summary => "";

    /// <summary>Its settings, in the order of its form. A setting that is not among them is kept as it is.</summary>
    public virtual IReadOnlyList<ActivitySetting> Settings => [];

    /// <summary>The outcomes that an activity with these settings can have.</summary>
    public virtual IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName];

    /// <summary>Reports what is wrong with an activity's settings when its type is saved: what they are not declared to be, unless overridden.</summary>
    public virtual void Check(ActivityCheck check) => check.Declared(Settings);

    /// <summary>Does the activity's work, in the transaction of the event that led to it.</summary>
    /// <exception cref="Exception">
    /// What the activity has done is undone. A fault that may pass by itself (<see cref="IOException"/>, <see cref="TimeoutException"/>,
    /// an HTTP server that can't be reached) makes a task be tried again after a pause, some times. Any other: where a person made
    /// the workflow go on, the person's action is refused with it; where something else did, the instance is faulted and all else
    /// stays. Faults of the database undo everything.
    /// </exception>
    public abstract ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken);
}

/// <summary>What an activity came to: outcomes to follow, none at all, or a wait.</summary>
public readonly record struct ActivityResult
{
    internal const string DoneName = "Done";

    private readonly IReadOnlyList<string>? _outcomes;

    private ActivityResult(bool isHalted, IReadOnlyList<string> outcomes, DateTime? dueUtc = null) =>
        (IsHalted, _outcomes, DueUtc) = (isHalted, outcomes, dueUtc);

    /// <summary>The workflow waits here.</summary>
    public static ActivityResult Halt { get; } = new(true, []);

    /// <summary>The workflow waits here until a moment (UTC) has come.</summary>
    public static ActivityResult HaltUntil(DateTime dueUtc) => new(true, [], dueUtc);

    /// <summary>The one outcome of most activities.</summary>
    public static ActivityResult Done { get; } = new(false, [DoneName]);

    /// <summary>The branch ends here for now.</summary>
    public static ActivityResult None { get; } = new(false, []);

    /// <summary>Whether the workflow waits here.</summary>
    public bool IsHalted { get; }

    /// <summary>When a workflow that waits here goes on by itself (UTC); null for never.</summary>
    public DateTime? DueUtc { get; }

    /// <summary>The outcomes to follow, in this order.</summary>
    public IReadOnlyList<string> Outcomes => _outcomes ?? [];

    /// <summary>Outcomes to follow.</summary>
    public static ActivityResult Follow(params IReadOnlyList<string> outcomes) => new(false, outcomes);
}
