namespace Mhg.Modularity.Shell;

/// <summary>How a message to the reader is meant.</summary>
public enum NoticeKind
{
    /// <summary>Something worth knowing.</summary>
    Information,

    /// <summary>What was asked for has been done.</summary>
    Success,

    /// <summary>It was done, and something needs attention.</summary>
    Warning,

    /// <summary>It was not done.</summary>
    Error,
}

/// <summary>A message that a page shows once, above its content.</summary>
/// <param name="Kind">How it is meant.</param>
/// <param name="Text">The message, as plain text.</param>
public sealed record PageNotice(NoticeKind Kind, string Text);
