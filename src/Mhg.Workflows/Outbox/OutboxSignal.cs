namespace Mhg.Workflows.Outbox;

/// <summary>Wakes this process's delivery when something was written. Messages of other processes are found at the next look.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends when a message of this process is committed after this was asked for.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something was written and committed.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
