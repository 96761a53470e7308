using System.Text.Json.Nodes;

namespace Mhg.Workflows.Outbox;

/// <summary>
/// Something to be done after the transaction that it was written in, now or at a time: an e-mail to send, an instance to let go on.
/// It is there if and only if that transaction was committed, and stays until it is done.
/// </summary>
/// <param name="MessageId">
/// Its id, which whoever writes it chooses: a new one takes the place of one with the same id that is not done yet.
/// </param>
/// <param name="Kind">Which <see cref="OutboxReceiver"/> it is for.</param>
/// <param name="Payload">What the receiver has to know.</param>
/// <param name="DueUtc">When it is to be done, or tried again (UTC); null where it was given up.</param>
public sealed record OutboxMessage(string MessageId, string Kind, JsonObject Payload, DateTime? DueUtc)
{
    /// <summary>How often it was taken, this time included.</summary>
    public int Attempts { get; init; }

    /// <summary>Who has taken it, and for which attempt; null where nobody has.</summary>
    public string? LeasedBy { get; init; }

    /// <summary>Why the last attempt failed; null where none has.</summary>
    public string? FaultMessage { get; init; }
}
