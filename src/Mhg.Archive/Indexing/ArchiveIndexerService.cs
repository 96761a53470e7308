using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mhg.Archive.Indexing;

/// <summary>Keeps the index up to date as long as the site runs.</summary>
public sealed class ArchiveIndexerService(ArchiveIndexer indexer, IndexFolder folder, IndexSignal signal, ILogger<ArchiveIndexerService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IntervalAfterFault = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start goes on at once.
        await Task.Yield();
        var problem = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Interval;
            try
            {
                await indexer.CatchUpAsync(stoppingToken);
                problem = "";
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Said once: a disk that is full does not get emptier by being told so every few seconds.
                if (fault.Message != problem)
                {
                    logger.LogError(
                        "The search index in {Folder} can't be written, and what is published is not found meanwhile. Make room or give the right to write there; "
                        + "it is tried again every {Seconds} seconds. {Problem}", folder.Path, IntervalAfterFault.TotalSeconds, problem = fault.Message);
                }
                wait = IntervalAfterFault;
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
