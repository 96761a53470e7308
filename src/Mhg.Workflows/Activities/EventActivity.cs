namespace Mhg.Workflows.Activities;

/// <summary>An activity that something outside brings about: it starts a workflow, or the workflow waits for it.</summary>
public abstract class EventActivity : Activity
{
    /// <summary>Whether the event that has happened, as the context's input tells of it, is the one meant.</summary>
    public virtual ValueTask<bool> CanExecuteAsync(ActivityContext context, CancellationToken cancellationToken) => new(true);

    /// <summary>Makes the workflow wait.</summary>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) => new(ActivityResult.Halt);

    /// <summary>Goes on once the event has happened.</summary>
    public virtual ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken) => new(ActivityResult.Done);
}
