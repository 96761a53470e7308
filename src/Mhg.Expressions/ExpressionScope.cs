using System.Globalization;

namespace Mhg.Expressions;

/// <summary>A function that scripts can call.</summary>
/// <param name="arguments">The values given, normalized as <see cref="ExpressionValue.Normalize"/> does.</param>
/// <returns>Any value that a scope can hold.</returns>
public delegate object? ExpressionFunction(IReadOnlyList<object?> arguments);

/// <summary>
/// What an expression can see: named values and functions, and the culture, zone, clock and limits of its evaluation.
/// Values are null, booleans, numbers, strings, dates, <see cref="System.Text.Json.Nodes.JsonNode"/>, lists,
/// <see cref="IReadOnlyDictionary{TKey, TValue}"/> by string, <see cref="IExpressionObject"/>, and
/// <c>Func&lt;object?&gt;</c>, which is called each time it is read. Evaluation never changes a scope.
/// </summary>
public sealed class ExpressionScope
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>Used to write dates; invariant unless set.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>The zone that the <c>local</c> filter turns dates into; UTC unless set.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where <c>"now"</c> comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What one evaluation may use.</summary>
    public ExpressionLimits Limits { get; init; } = ExpressionLimits.Default;

    /// <summary>Names a value; a later value replaces an earlier one.</summary>
    /// <returns>This scope, so that calls can be chained.</returns>
    public ExpressionScope Set(string name, object? value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>Names a function that scripts can call.</summary>
    /// <returns>This scope, so that calls can be chained.</returns>
    public ExpressionScope SetFunction(string name, ExpressionFunction function) => Set(name, function);

    /// <summary>Finds a value by its name, normalized; names are compared with case.</summary>
    public bool TryGet(string name, out object? value)
    {
        var found = _values.TryGetValue(name, out value);
        value = ExpressionValue.Normalize(value);
        return found;
    }
}
