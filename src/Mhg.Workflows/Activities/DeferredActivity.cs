namespace Mhg.Workflows.Activities;

/// <summary>
/// An activity whose work comes after the transaction that led to it: the workflow waits, and goes on by itself. Nobody has to bring
/// that about, so what comes after it is still what the event led to.
/// </summary>
public abstract class DeferredActivity : EventActivity
{
    /// <inheritdoc/>
    public abstract override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken);
}
