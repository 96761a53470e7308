namespace Mhg.Workflows.Notices;

/// <summary>How a message is meant. The numbers are Orchard Core's.</summary>
public enum MessageKind
{
    /// <summary>Something was done.</summary>
    Success,

    /// <summary>Something to know.</summary>
    Information,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>A message for the person at work.</summary>
/// <param name="Kind">How it is meant.</param>
/// <param name="Text">Plain text.</param>
public sealed record WorkflowMessage(MessageKind Kind, string Text);

/// <summary>What workflows have to say to the person of the present request. The host shows it with the next page.</summary>
public sealed class WorkflowMessages
{
    private readonly List<WorkflowMessage> _messages = [];

    /// <summary>The messages so far, in order.</summary>
    public IReadOnlyList<WorkflowMessage> All => _messages;

    /// <summary>Adds a message; an empty one is passed over.</summary>
    public void Add(MessageKind kind, string text)
    {
        if (text.Trim() is { Length: > 0 } message)
            _messages.Add(new WorkflowMessage(kind, message));
    }
}
