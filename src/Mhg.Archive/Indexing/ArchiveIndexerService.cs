using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Indexing;

/// <summary>Keeps the index up to date as long as the site runs.</summary>
public sealed class ArchiveIndexerService(ArchiveIndexer indexer, IndexSignal signal, ILogger<ArchiveIndexerService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IntervalAfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start goes on at once.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Interval;
            try
            {
                await indexer.CatchUpAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The search index could not be brought up to date. It is tried again.");
                wait = IntervalAfterFault;
            }
            await signal.WaitAsync(wait, stoppingToken);
        }
    }
}
