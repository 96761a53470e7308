namespace Mhg.Expressions;

/// <summary>A fault in an expression, with the place in its text.</summary>
/// <param name="line">Line, counted from 1.</param>
/// <param name="column">Column in UTF-16 units, counted from 1.</param>
/// <param name="reason">What is wrong, without the place.</param>
/// <param name="inner">What caused it, when the host's code failed.</param>
public abstract class ExpressionException(int line, int column, string reason, Exception? inner = null)
    : Exception($"{reason} (line {line}, column {column})", inner)
{
    /// <summary>Line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column in UTF-16 units, counted from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong, without the place; <see cref="Exception.Message"/> has both.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The text of an expression can't be read.</summary>
/// <inheritdoc cref="ExpressionException"/>
public sealed class ExpressionSyntaxException(int line, int column, string reason)
    : ExpressionException(line, column, reason);

/// <summary>An expression was read and failed, or exceeded its limits, while it was evaluated.</summary>
/// <inheritdoc cref="ExpressionException"/>
public sealed class ExpressionRuntimeException(int line, int column, string reason, Exception? inner = null)
    : ExpressionException(line, column, reason, inner);
