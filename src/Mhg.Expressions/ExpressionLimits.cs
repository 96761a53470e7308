namespace Mhg.Expressions;

/// <summary>What one evaluation may use. Expressions come from files and forms, so none may hold up the site.</summary>
/// <param name="MaxSteps">Nodes evaluated, items of lists gone through, and one more for every 256 characters of text worked on.</param>
/// <param name="MaxText">Length in characters of the output and of every text made on the way.</param>
public sealed record ExpressionLimits(int MaxSteps = 200_000, int MaxText = 2_000_000)
{
    /// <summary>The limits used when a scope names no others: a few tens of milliseconds, 2 million characters.</summary>
    public static ExpressionLimits Default { get; } = new();

    // Parsers and evaluators recurse; this many levels fit into the smallest stack in use (1 MB) many times over.
    internal const int MaxDepth = 100;
}
