using System.Text.Json.Nodes;

namespace Mhg.Expressions.Liquid;

/// <summary>A piece of a template: text, an output, or a tag with what it holds.</summary>
internal abstract class LiquidNode(int offset)
{
    public int Offset => offset;

    public abstract LiquidFlow Render(LiquidRendering rendering);
}

internal sealed class LiquidText(int offset, string text) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering)
    {
        rendering.Write(text);
        return LiquidFlow.Next;
    }
}

internal sealed class LiquidOutput(int offset, LiquidExpression value) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering)
    {
        rendering.WriteValue(value.Evaluate(rendering));
        return LiquidFlow.Next;
    }
}

internal sealed class LiquidAssign(int offset, string name, LiquidExpression value) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering)
    {
        rendering.Assign(name, value.Evaluate(rendering));
        return LiquidFlow.Next;
    }
}

internal sealed class LiquidCapture(int offset, string name, LiquidNode[] body) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering)
    {
        var (text, flow) = rendering.Capture(body);
        rendering.Assign(name, rendering.Captured(text));
        return flow;
    }
}

internal sealed class LiquidJump(int offset, LiquidFlow flow) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering) => flow;
}

/// <summary><c>if</c>, <c>unless</c> and <c>case</c>: the first branch whose condition holds.</summary>
internal sealed class LiquidChoice(int offset, (LiquidExpression Condition, LiquidNode[] Body)[] branches, LiquidNode[] otherwise) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering)
    {
        foreach (var (condition, body) in branches)
        {
            if (LiquidLogical.IsTrue(condition.Evaluate(rendering)))
                return rendering.Run(body);
        }
        return rendering.Run(otherwise);
    }
}

internal sealed class LiquidNot(int offset, LiquidExpression condition) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering) => !LiquidLogical.IsTrue(condition.Evaluate(rendering));
}

/// <summary>The condition of a <c>when</c>: the subject is one of the values.</summary>
internal sealed class LiquidWhen(int offset, LiquidExpression subject, LiquidExpression[] values) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering)
    {
        var sought = subject.Evaluate(rendering);
        return values.Any(value => LiquidComparison.AreEqual(sought, value.Evaluate(rendering)));
    }
}

internal sealed class LiquidFor(int offset, string name, LiquidExpression source, LiquidForOptions options, LiquidNode[] body, LiquidNode[] otherwise) : LiquidNode(offset)
{
    public override LiquidFlow Render(LiquidRendering rendering)
    {
        var items = Items(rendering);
        if (items.Count == 0)
            return rendering.Run(otherwise);
        var (outerItem, outerLoop) = (rendering.Save(name), rendering.Save("forloop"));
        for (var i = 0; i < items.Count; i++)
        {
            rendering.Assign(name, items[i]);
            rendering.Assign("forloop", new LiquidLoop(i, items.Count));
            if (rendering.Run(body) == LiquidFlow.Break)
                break;
        }
        rendering.Restore(name, outerItem);
        rendering.Restore("forloop", outerLoop);
        return LiquidFlow.Next;
    }

    private IReadOnlyList<object?> Items(LiquidRendering rendering)
    {
        IReadOnlyList<object?> items = source.Evaluate(rendering) switch
        {
            // Liquid goes through an object by its pairs of name and value.
            JsonObject json => [.. json.Select(member => Pair(member.Key, member.Value))],
            IReadOnlyDictionary<string, object?> map => [.. map.Select(member => Pair(member.Key, member.Value))],
            var value => ExpressionValue.Items(value) ?? [],
        };
        rendering.Budget.ChargeItems(items.Count);
        var skip = Count(options.Offset, 0, rendering);
        var take = Count(options.Limit, int.MaxValue, rendering);
        if (skip == 0 && take >= items.Count && !options.Reversed)
            return items;
        var taken = items.Skip(skip).Take(take);
        return options.Reversed ? [.. taken.Reverse()] : [.. taken];
    }

    private static List<object?> Pair(string name, object? value) => [name, ExpressionValue.Normalize(value)];

    private static int Count(LiquidExpression? expression, int otherwise, LiquidRendering rendering) =>
        expression is not null && LiquidComparison.Number(expression.Evaluate(rendering)) is { } number
            ? (int)Math.Clamp(number, 0, int.MaxValue)
            : otherwise;
}

internal sealed record LiquidForOptions(LiquidExpression? Limit, LiquidExpression? Offset, bool Reversed);

/// <summary>What <c>forloop</c> says inside a loop.</summary>
internal sealed class LiquidLoop(int index, int length) : IExpressionObject
{
    public bool TryGetMember(string name, out object? value)
    {
        value = name switch
        {
            "index" => index + 1,
            "index0" => index,
            "rindex" => length - index,
            "rindex0" => length - index - 1,
            "first" => index == 0,
            "last" => index == length - 1,
            "length" => length,
            _ => null,
        };
        return value is not null;
    }
}
