namespace Mhg.Workflows.Outbox;

/// <summary>Does what messages of one kind ask for. A module adds one with a class and <see cref="OutboxSetup.AddOutboxReceiver{T}"/>.</summary>
public abstract class OutboxReceiver
{
    /// <summary>The kind of messages; the class's own name unless overridden.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>
    /// Whether all that it does is in the database. Then message and effect are one transaction and the effect happens exactly
    /// once. Otherwise a process that is killed between the two does it again: at least once.
    /// </summary>
    public abstract bool IsTransactional { get; }

    /// <summary>How often a message is tried before it is given up.</summary>
    public virtual int MostAttempts => 12;

    /// <summary>Whether a message may be discarded. One that is tried until it is done is part of how the site runs.</summary>
    public bool MayBeDiscarded => MostAttempts < int.MaxValue;

    /// <summary>What a message is for, in words for those who look after the site. It holds no secrets.</summary>
    public virtual string Describe(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Kind;
    }

    /// <summary>Messages that are always to be there, because each puts its successor into its place. Missing ones are added at start.</summary>
    public virtual Task<IReadOnlyList<OutboxMessage>> StandingAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OutboxMessage>>([]);

    /// <summary>Does what a message asks for, as the site.</summary>
    /// <exception cref="Exception">It is tried again after a pause, which grows with the attempts.</exception>
    public abstract Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken);
}
