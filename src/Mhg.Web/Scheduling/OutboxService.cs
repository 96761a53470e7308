using Mhg.Web.Setup;
using Mhg.Workflows.Outbox;

namespace Mhg.Web.Scheduling;

/// <summary>
/// Delivers the outbox as long as the site runs: what this process writes at once, what others write at the next look. Each kind of
/// message has a turn of its own, so that a mail server that does not answer holds up nothing but e-mails.
/// </summary>
public sealed partial class OutboxService(OutboxDelivery delivery, OutboxSignal signal, SetupState setup, TimeProvider time, ILogger<OutboxService> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A site that starts has its first pages to make.
        await Task.Delay(Rest, time, stoppingToken);
        await RepeatAsync(async token =>
        {
            if (!setup.IsDone)
                return Pause;
            await delivery.StartAsync(token);
            return null;
        }, stoppingToken);
        await Task.WhenAll(delivery.Kinds.Select(kind => RepeatAsync(token => DeliverAsync(kind, token), stoppingToken)));
    }

    /// <returns>How long there is nothing to do.</returns>
    private async Task<TimeSpan?> DeliverAsync(string kind, CancellationToken cancellationToken)
    {
        var untilNext = await delivery.RunDueAsync(kind, cancellationToken) - time.GetUtcNow().UtcDateTime;
        return untilNext < Pause ? (untilNext > TimeSpan.Zero ? untilNext : TimeSpan.Zero) : Pause;
    }

    /// <summary>Does something again and again until it yields null, with the pauses that it yields, or until a message is written.</summary>
    private async Task RepeatAsync(Func<CancellationToken, Task<TimeSpan?>> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan? pause = Pause;
            var written = signal.Next;
            try
            {
                pause = await work(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that can't be reached now may be there at the next look.
                LogFault(logger, fault);
            }
            if (pause is null)
                return;
            await Task.WhenAny(written, Task.Delay(pause.Value, time, stoppingToken));
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be delivered.")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
