namespace Mhg.Workflows;

/// <summary>What the host sets for workflows.</summary>
public sealed record WorkflowOptions
{
    /// <summary>How long instances are kept that have finished or were given up; null for ever. Faulted ones stay until somebody has looked after them.</summary>
    public TimeSpan? KeepEnded { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The hosts that workflows may send requests to, beside this machine: names, or names with a port.</summary>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];
}
