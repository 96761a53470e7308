using Mhg.Web.Setup;
using Mhg.Workflows.Outbox;

namespace Mhg.Web.Scheduling;

/// <summary>Delivers the outbox as long as the site runs: what this process writes at once, what others write at the next look.</summary>
public sealed partial class OutboxService(OutboxDelivery delivery, OutboxSignal signal, SetupState setup, TimeProvider time, ILogger<OutboxService> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A site that starts has its first pages to make.
        await Task.Delay(Rest, time, stoppingToken);
        var hasStarted = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (setup.IsDone)
                {
                    if (!hasStarted)
                        await delivery.StartAsync(stoppingToken);
                    hasStarted = true;
                    if (await delivery.RunDueAsync(stoppingToken) - time.GetUtcNow().UtcDateTime is { } untilNext && untilNext < Pause)
                        pause = untilNext > TimeSpan.Zero ? untilNext : TimeSpan.Zero;
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that can't be reached now may be there at the next look.
                LogFault(logger, fault);
            }
            await signal.WaitAsync(pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be delivered.")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
