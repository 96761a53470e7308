using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;
using Mhg.Web.Setup;

namespace Mhg.Web.Scheduling;

/// <summary>Looks every half minute whether content is due to be published or taken back, and does it as the site.</summary>
public sealed partial class ScheduleService(IServiceScopeFactory scopes, SetupState setup, TimeProvider time, ILogger<ScheduleService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // What could not be done is said once and tried again when the item is saved anew, or the site is started.
    private readonly HashSet<ScheduledChange> _failed = [];

    /// <summary>Does what is due now.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        var scheduled = scope.ServiceProvider.GetRequiredService<ScheduledContent>();
        foreach (var change in (await scheduled.ListDueAsync(cancellationToken)).Where(change => !_failed.Contains(change)))
        {
            try
            {
                await scheduled.ApplyAsync(change, cancellationToken);
            }
            catch (Exception fault) when (fault is ContentRefusedException or ContentInvalidException)
            {
                _failed.Add(change);
                LogRefused(logger, change.ContentItemId, change.Publishes ? "published" : "taken back", fault.Message);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (setup.IsDone)
                    await RunDueAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database that can't be reached now may be there at the next look.
                LogFault(logger, fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The item {ContentItemId} was due to be {Change} and could not be: {Reason}")]
    private static partial void LogRefused(ILogger logger, string contentItemId, string change, string reason);

    [LoggerMessage(LogLevel.Error, "Scheduled content could not be looked through.")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
