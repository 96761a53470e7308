namespace Mhg.Workflows.Activities.Flow;

/// <summary>
/// Has what came before it stored: the transaction ends here, and what follows is one of its own, as the site. A fault in it leaves
/// what came before.
/// </summary>
public sealed class CommitTransactionTask(TimeProvider time) : DeferredActivity
{
    /// <inheritdoc/>
    public override string Category => "Flow";

    /// <inheritdoc/>
    public override string Summary => "Stores what came before, whatever becomes of what follows.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName, "Valid", "Invalid"];

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.HaltUntil(time.GetUtcNow().UtcDateTime));

    // What is not valid was never stored here, so nothing ever comes to Invalid.
    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(ActivityResult.Follow(ActivityResult.DoneName, "Valid"));
}
