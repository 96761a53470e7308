namespace Mhg.Workflows.Outbox;

/// <summary>
/// Where messages are kept until they are done. Whoever takes one holds it until its lease ends; what it then says about the
/// message counts only if nobody else has taken it meanwhile. Every writing call joins the transaction around it.
/// </summary>
public interface IOutboxStore
{
    /// <summary>Adds messages, in place of those with the same ids.</summary>
    Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken);

    /// <summary>The messages with these ids that are not done.</summary>
    Task<IReadOnlyList<OutboxMessage>> FindAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken);

    /// <summary>Takes the message of a kind that has been due the longest.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="owner">Who takes it. No two calls of all nodes name the same.</param>
    /// <param name="nowUtc">The present (UTC).</param>
    /// <param name="untilUtc">When the lease ends and others may take it (UTC).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; null where none is due.</returns>
    Task<OutboxMessage?> TakeAsync(string kind, string owner, DateTime nowUtc, DateTime untilUtc, CancellationToken cancellationToken);

    /// <summary>Removes a message that was taken, because it is done.</summary>
    /// <returns>Whether the lease still held; otherwise nothing is removed.</returns>
    Task<bool> RemoveAsync(OutboxMessage taken, CancellationToken cancellationToken);

    /// <summary>Puts a message back that was taken and could not be done; nothing happens where the lease does not hold any more.</summary>
    /// <param name="taken">The message.</param>
    /// <param name="dueUtc">When to try again (UTC); null to give up.</param>
    /// <param name="faultMessage">Why it could not be done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PutBackAsync(OutboxMessage taken, DateTime? dueUtc, string faultMessage, CancellationToken cancellationToken);

    /// <summary>The messages whose last attempt failed: first those that were given up, then those that are tried again soonest. An index answers it.</summary>
    Task<IReadOnlyList<OutboxMessage>> ListFailedAsync(int skip, int take, CancellationToken cancellationToken);

    /// <summary>How many messages failed at their last attempt, and how many of these were given up.</summary>
    Task<(int Failed, int GivenUp)> CountFailedAsync(CancellationToken cancellationToken);

    /// <summary>Makes messages due that failed at their last attempt, with all attempts before them. What somebody has taken now is left alone.</summary>
    /// <param name="messageId">The message; null for all of them.</param>
    /// <param name="dueUtc">When they are due (UTC).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many they are.</returns>
    Task<int> RetryAsync(string? messageId, DateTime dueUtc, CancellationToken cancellationToken);

    /// <summary>Removes a message that failed at its last attempt and that nobody has taken now.</summary>
    /// <returns>Whether it was removed.</returns>
    Task<bool> DiscardAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>When the next message of a kind is due (UTC); null where none is to come. An index answers it, however many there are.</summary>
    Task<DateTime?> NextDueAsync(string kind, CancellationToken cancellationToken);
}
