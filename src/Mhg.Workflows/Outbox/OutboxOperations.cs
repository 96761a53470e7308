using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;

namespace Mhg.Workflows.Outbox;

/// <summary>A message whose last attempt failed.</summary>
/// <param name="Message">The message.</param>
/// <param name="For">What it is for, in words.</param>
/// <param name="MayBeDiscarded">Whether it can be discarded.</param>
public sealed record FailedMessage(OutboxMessage Message, string For, bool MayBeDiscarded);

/// <summary>What those who look after the site do about messages that failed; all of it is in the audit.</summary>
public sealed class OutboxOperations(
    IOutboxStore outbox, IEnumerable<OutboxReceiver> receivers, IAuditLog audit, IUnitOfWork unitOfWork, CurrentActor current, TimeProvider time)
{
    /// <summary>The name of the event in the audit when a message was to be tried again.</summary>
    public const string Retried = "MessageRetried";

    /// <summary>The name of the event in the audit when all messages that failed were to be tried again.</summary>
    public const string AllRetried = "MessagesRetried";

    /// <summary>The name of the event in the audit when a message was discarded.</summary>
    public const string Discarded = "MessageDiscarded";

    private readonly Dictionary<string, OutboxReceiver> _receivers = receivers.ToDictionary(receiver => receiver.Kind);

    /// <summary>The messages that failed: first those that were given up, then those that are tried again soonest.</summary>
    public async Task<IReadOnlyList<FailedMessage>> ListAsync(int skip, int take, CancellationToken cancellationToken = default) =>
        [.. (await outbox.ListFailedAsync(skip, take, cancellationToken)).Select(Of)];

    /// <summary>A message that failed; null where there is none with this id.</summary>
    public async Task<FailedMessage?> FindAsync(string messageId, CancellationToken cancellationToken = default) =>
        (await outbox.FindAsync([messageId], cancellationToken)).Where(message => message.FaultMessage is not null).Select(Of).FirstOrDefault();

    /// <summary>Has a message tried at once, and again and again as if it were new.</summary>
    /// <exception cref="ContentRefusedException">It is done by now, or is being tried.</exception>
    public Task RetryAsync(string messageId, CancellationToken cancellationToken = default) =>
        DoAsync(messageId, Retried, async (_, token) => await outbox.RetryAsync(messageId, time.GetUtcNow().UtcDateTime, token) > 0, cancellationToken);

    /// <summary>Has all messages that failed tried at once.</summary>
    /// <returns>How many they are.</returns>
    public Task<int> RetryAllAsync(CancellationToken cancellationToken = default) => unitOfWork.RunAsync(async token =>
    {
        var count = await outbox.RetryAsync(null, time.GetUtcNow().UtcDateTime, token);
        if (count > 0)
            await KeepAsync(AllRetried, new JsonObject { ["Messages"] = count }, token);
        return count;
    }, cancellationToken);

    /// <summary>Discards a message: what it is for is not done.</summary>
    /// <exception cref="ContentRefusedException">It is done by now, is being tried, or the site can't run without it.</exception>
    public Task DiscardAsync(string messageId, CancellationToken cancellationToken = default) => DoAsync(messageId, Discarded, (failed, token) =>
        failed.MayBeDiscarded ? outbox.DiscardAsync(messageId, token) : throw new ContentRefusedException("The site needs this message and tries it until it is done."), cancellationToken);

    private Task DoAsync(string messageId, string name, Func<FailedMessage, CancellationToken, Task<bool>> work, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        if (await FindAsync(messageId, token) is not { } failed || !await work(failed, token))
            throw new ContentRefusedException("It is done by now, or is being tried at this moment. Look at the list again.");
        await KeepAsync(name, new JsonObject
        {
            ["Kind"] = failed.Message.Kind,
            ["For"] = failed.For,
            [nameof(OutboxMessage.Attempts)] = failed.Message.Attempts,
            [nameof(OutboxMessage.FaultMessage)] = failed.Message.FaultMessage,
        }, token);
    }, cancellationToken);

    private Task KeepAsync(string name, JsonObject data, CancellationToken cancellationToken) =>
        audit.AppendAsync(new AuditEvent(time.GetUtcNow().UtcDateTime, current.Actor.UserId, current.Actor.UserName, name, Data: data), cancellationToken);

    private FailedMessage Of(OutboxMessage message) => _receivers.GetValueOrDefault(message.Kind) is { } receiver
        ? new FailedMessage(message, receiver.Describe(message), receiver.MayBeDiscarded)
        : new FailedMessage(message, $"{message.Kind}: the module that does this is not there", MayBeDiscarded: true);
}
