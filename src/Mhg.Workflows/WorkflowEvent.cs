namespace Mhg.Workflows;

/// <summary>Something that has happened, which workflows may start on or wait for.</summary>
/// <param name="Name">The kind of event activity, say <c>ContentCreatedEvent</c>.</param>
/// <param name="CorrelationId">What it happened to; only instances about the same go on. Null for nothing in particular, which only starts workflows.</param>
/// <param name="Input">What it brings, by name.</param>
public sealed record WorkflowEvent(string Name, string? CorrelationId, IReadOnlyDictionary<string, object?> Input)
{
    /// <summary>Whether what it happened to is no more: instances about it that do not wait for this very event are given up.</summary>
    public bool IsLast { get; init; }
}
