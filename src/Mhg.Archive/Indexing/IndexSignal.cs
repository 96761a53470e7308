using System.Threading.Channels;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;

namespace Mhg.Archive.Indexing;

/// <summary>Wakes the indexer of this process. Signals that come while it works are one.</summary>
public sealed class IndexSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that something changed.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

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
