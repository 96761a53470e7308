namespace Mhg.Workflows.Outbox;

/// <summary>Wakes this process's delivery when something was written. Messages of other processes are found at the next look.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource _raised = New();

    /// <summary>Something was written and committed.</summary>
    public void Raise() => Volatile.Read(ref _raised).TrySetResult();

    /// <summary>Waits for the next message of this process; one since the last wait ends it at once.</summary>
    /// <param name="longest">How long at most.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await Volatile.Read(ref _raised).Task.WaitAsync(longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return;
        }
        Volatile.Write(ref _raised, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
