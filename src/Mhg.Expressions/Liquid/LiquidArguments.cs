namespace Mhg.Expressions.Liquid;

/// <summary>What a filter is called with, besides its input.</summary>
public sealed class LiquidArguments
{
    private readonly object?[] _positional;
    private readonly KeyValuePair<string, object?>[] _named;
    private readonly EvaluationBudget _budget;

    internal LiquidArguments(object?[] positional, KeyValuePair<string, object?>[] named, ExpressionScope scope, EvaluationBudget budget)
    {
        (_positional, _named, _budget) = (positional, named, budget);
        Scope = scope;
    }

    /// <summary>The scope of the rendering: its culture, zone and clock, and the values it was given.</summary>
    public ExpressionScope Scope { get; }

    /// <summary>How many arguments without a name there are.</summary>
    public int Count => _positional.Length;

    /// <summary>An argument by its place from 0; null when it was not given.</summary>
    public object? this[int index] => index < _positional.Length ? _positional[index] : null;

    /// <summary>An argument by its name; null when it was not given.</summary>
    public object? this[string name] => Array.Find(_named, argument => argument.Key == name).Value;

    /// <summary>An argument as text; empty when it was not given.</summary>
    public string Text(int index) => ExpressionValue.ToText(this[index]);

    /// <summary>An argument as a number; null when it was not given or is none.</summary>
    public double? Number(int index) => LiquidComparison.Number(this[index]);

    /// <summary>To be asked by a filter before it makes a text that may be much longer than its input.</summary>
    /// <param name="length">The length in characters.</param>
    /// <exception cref="ExpressionRuntimeException">The scope's limits do not allow it.</exception>
    public void Reserve(long length) => _budget.Reserve(length);

    internal void ChargeItems(int count) => _budget.ChargeItems(count);

    internal void ChargeSearch(string text, string sought) => _budget.ChargeSearch(text.Length, sought.Length);
}
