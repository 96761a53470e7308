using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mhg.Workflows.Outbox;

/// <summary>
/// Hands messages that are due to their receivers, those of a kind one after another. Any number of nodes may do it at once: a
/// message is held by a lease in the database, and that of a killed node ends by itself.
/// </summary>
public sealed partial class OutboxDelivery(IServiceScopeFactory scopes, TimeProvider time, ILogger<OutboxDelivery> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // What takes longer is broken off while the lease still holds, so that nobody else has begun with it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly string _node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private long _taken;

    /// <summary>The kinds of messages that somebody receives.</summary>
    public IReadOnlyList<string> Kinds
    {
        get
        {
            using var scope = scopes.CreateScope();
            return [.. scope.ServiceProvider.GetServices<OutboxReceiver>().Select(receiver => receiver.Kind)];
        }
    }

    /// <summary>Adds the standing messages that are missing.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = NewScope();
        var store = scope.ServiceProvider.GetRequiredService<IOutboxStore>();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var standing = new List<OutboxMessage>();
        foreach (var receiver in scope.ServiceProvider.GetServices<OutboxReceiver>())
            standing.AddRange(await receiver.StandingAsync(cancellationToken));
        if (standing.Count == (await store.FindAsync([.. standing.Select(message => message.MessageId)], cancellationToken)).Count)
            return;
        await unitOfWork.RunAsync(async token =>
        {
            var present = (await store.FindAsync([.. standing.Select(message => message.MessageId)], token)).Select(message => message.MessageId).ToHashSet();
            await store.AddAsync([.. standing.Where(message => !present.Contains(message.MessageId))], token);
        }, cancellationToken);
    }

    /// <summary>Delivers every message of a kind that is due.</summary>
    /// <returns>When the next one is due (UTC); null where none is to come.</returns>
    public async Task<DateTime?> RunDueAsync(string kind, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = NewScope();
            var store = scope.ServiceProvider.GetRequiredService<IOutboxStore>();
            var next = await store.NextDueAsync(kind, cancellationToken);
            var now = time.GetUtcNow().UtcDateTime;
            if (next is null || next > now)
                return next;
            if (await store.TakeAsync(kind, $"{_node}/{Interlocked.Increment(ref _taken)}", now, now + Lease, cancellationToken) is { } message)
                await DeliverAsync(message, scope.ServiceProvider, cancellationToken);
        }
    }

    private async Task DeliverAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IOutboxStore>();
        var receiver = services.GetServices<OutboxReceiver>().First(receiver => receiver.Kind == message.Kind);
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (receiver.IsTransactional)
            {
                await services.GetRequiredService<IUnitOfWork>().RunAsync(async token =>
                {
                    if (await store.RemoveAsync(message, token))
                        await receiver.ReceiveAsync(message, token);
                }, either.Token);
            }
            else
            {
                await receiver.ReceiveAsync(message, either.Token);
                await store.RemoveAsync(message, CancellationToken.None);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = limit.IsCancellationRequested ? $"It took longer than {Longest.TotalSeconds:0} seconds." : Reasons.Of(fault);
            var givesUp = message.Attempts >= receiver.MostAttempts;
            LogFault(logger, givesUp ? LogLevel.Error : LogLevel.Warning, message.Kind, message.MessageId, message.Attempts, givesUp ? "given up" : "tried again", reason);
            // The services of the attempt may be in any state after its fault.
            await using var scope = NewScope();
            await scope.ServiceProvider.GetRequiredService<IOutboxStore>().PutBackAsync(
                message, givesUp ? null : time.GetUtcNow().UtcDateTime + Pauses.After(message.Attempts), reason, CancellationToken.None);
        }
    }

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.Site;
        return scope;
    }

    [LoggerMessage("The message {Kind} {MessageId} failed at attempt {Attempts} and is {Next}: {Reason}")]
    private static partial void LogFault(ILogger logger, LogLevel level, string kind, string messageId, int attempts, string next, string reason);
}
