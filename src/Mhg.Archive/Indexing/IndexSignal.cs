using System.Threading.Channels;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;

namespace Mhg.Archive.Indexing;

/// <summary>Wakes the indexer of this process. Signals that come while it works are one.</summary>
public sealed class IndexSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _rebuild;

    /// <summary>Says that something changed.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Asks for the index to be built anew.</summary>
    public void RequestRebuild()
    {
        Interlocked.Exchange(ref _rebuild, 1);
        Raise();
    }

    /// <summary>Leaves a request that could not be met for the next time that the indexer looks.</summary>
    internal void KeepRebuildRequest() => Interlocked.Exchange(ref _rebuild, 1);

    internal bool TakeRebuildRequest() => Interlocked.Exchange(ref _rebuild, 0) == 1;

    /// <summary>Waits for a signal, at most so long: what other processes change is only seen by looking.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(atMost);
        try
        {
            await _raised.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up: look.
        }
    }
}

/// <summary>Raises the signal when a change of what readers see has been stored.</summary>
public sealed class IndexSignalHandler(IndexSignal signal, IUnitOfWork unitOfWork) : IContentHandler
{
    /// <inheritdoc/>
    public Task AfterAsync(ContentChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Kind is ContentChangeKind.Published or ContentChangeKind.Unpublished or ContentChangeKind.Deleted)
            unitOfWork.AfterCommit(signal.Raise);
        return Task.CompletedTask;
    }
}
