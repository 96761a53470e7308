using System.Text.Json.Nodes;

namespace Mhg.Expressions.Liquid;

/// <summary>Something in a tag that has a value.</summary>
internal abstract class LiquidExpression(int offset)
{
    public int Offset => offset;

    public object? Evaluate(LiquidRendering rendering)
    {
        rendering.Budget.Step(offset);
        return Value(rendering);
    }

    protected abstract object? Value(LiquidRendering rendering);
}

internal sealed class LiquidLiteral(int offset, object? value) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering) => value;
}

internal sealed class LiquidVariable(int offset, string name) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering) => rendering.Read(name);
}

/// <summary><c>target.name</c> and <c>target[key]</c>, with <c>size</c>, <c>first</c> and <c>last</c> of lists and texts.</summary>
internal sealed class LiquidMember(int offset, LiquidExpression target, LiquidExpression key) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering)
    {
        var owner = target.Evaluate(rendering);
        if (owner is null)
            return null;
        var index = key.Evaluate(rendering);
        if (index is double number)
            return ExpressionValue.Items(owner) is { } items ? At(items, number) : null;
        if (index is not string name)
            return null;
        return ExpressionValue.TryMember(owner, name, out var member) ? member
            : name is "size" or "first" or "last" ? Measure(owner, name) : null;
    }

    internal static object? Measure(object? owner, string name) => owner switch
    {
        string text => name switch
        {
            "size" => (double)text.Length,
            _ when text.Length == 0 => null,
            "first" => text[..1],
            _ => text[^1..],
        },
        JsonObject json => name == "size" ? (double)json.Count : null,
        IReadOnlyDictionary<string, object?> map => name == "size" ? (double)map.Count : null,
        _ when ExpressionValue.Items(owner) is { } items => name switch
        {
            "size" => (double)items.Count,
            "first" => At(items, 0),
            _ => At(items, -1),
        },
        _ => null,
    };

    private static object? At(IReadOnlyList<object?> items, double index)
    {
        var at = index < 0 ? index + items.Count : index;
        return at >= 0 && at < items.Count ? items[(int)at] : null;
    }
}

/// <summary><c>(from..to)</c>.</summary>
internal sealed class LiquidRange(int offset, LiquidExpression from, LiquidExpression to) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering)
    {
        var first = LiquidComparison.Number(from.Evaluate(rendering)) ?? 0;
        var last = LiquidComparison.Number(to.Evaluate(rendering)) ?? 0;
        var items = new List<object?>();
        for (var item = Math.Truncate(first); item <= last; item++)
        {
            rendering.Budget.Charge(0);
            items.Add(item);
        }
        return items;
    }
}

/// <summary><c>left and right</c>, <c>left or right</c>.</summary>
internal sealed class LiquidLogical(int offset, bool isAnd, LiquidExpression left, LiquidExpression right) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering) =>
        IsTrue(left.Evaluate(rendering)) == isAnd ? IsTrue(right.Evaluate(rendering)) : !isAnd;

    /// <summary>Only nil and false are false in Liquid.</summary>
    public static bool IsTrue(object? value) => value is not (null or false);
}

/// <summary>A value with filters behind it.</summary>
internal sealed class LiquidFiltered(int offset, LiquidExpression input, LiquidFilterCall[] calls) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering)
    {
        var value = input.Evaluate(rendering);
        foreach (var call in calls)
            value = call.Apply(value, rendering);
        return value;
    }
}

internal sealed record LiquidFilterCall(int Offset, LiquidFilter Filter, LiquidExpression[] Positional, KeyValuePair<string, LiquidExpression>[] Named)
{
    public object? Apply(object? input, LiquidRendering rendering)
    {
        var positional = Array.ConvertAll(Positional, argument => argument.Evaluate(rendering));
        var named = Array.ConvertAll(Named, argument => KeyValuePair.Create(argument.Key, argument.Value.Evaluate(rendering)));
        rendering.Budget.Step(Offset);
        if (input is string text)
            rendering.Budget.Charge(text.Length);
        var result = ExpressionValue.Normalize(Filter(input, new LiquidArguments(positional, named, rendering.Scope, rendering.Budget)));
        if (result is string made)
            rendering.Budget.Reserve(made.Length);
        return result;
    }
}
