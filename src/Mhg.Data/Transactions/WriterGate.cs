using Mhg.Data.Opening;

namespace Mhg.Data.Transactions;

/// <summary>
/// Lets the writers of this process through one at a time, in the order in which they came. SQLite has one writer anyway; waiting
/// here instead of in the database holds no thread.
/// </summary>
public sealed class WriterGate(DataOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <summary>Waits for one's turn, which ends when the result is disposed.</summary>
    /// <exception cref="DatabaseUnavailableException">Another writer has taken longer than a change may wait.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken) =>
        await _free.WaitAsync(options.WriteTimeout, cancellationToken)
            ? new Turn(_free)
            : throw new DatabaseUnavailableException(
                $"Another change has been writing to the database for more than {options.WriteTimeout.TotalSeconds:0} seconds. Try again when it has finished.");

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Release();
    }
}
