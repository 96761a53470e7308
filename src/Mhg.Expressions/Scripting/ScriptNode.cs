using System.Text;

namespace Mhg.Expressions.Scripting;

/// <summary>An expression of a script.</summary>
internal abstract class ScriptNode(int offset, params ReadOnlySpan<ScriptNode> inner)
{
    public int Offset => offset;

    /// <summary>How many nodes deep it is, which is how deep its evaluation recurses.</summary>
    public int Depth { get; } = 1 + Deepest(inner);

    public object? Evaluate(ScriptRun run)
    {
        run.Budget.Step(offset);
        return Value(run);
    }

    protected abstract object? Value(ScriptRun run);

    private static int Deepest(ReadOnlySpan<ScriptNode> nodes)
    {
        var deepest = 0;
        foreach (var node in nodes)
            deepest = Math.Max(deepest, node.Depth);
        return deepest;
    }
}

internal sealed class ScriptLiteral(int offset, object? value) : ScriptNode(offset)
{
    public object? Literal => value;

    protected override object? Value(ScriptRun run) => value;
}

internal sealed class ScriptVariable(int offset, string name) : ScriptNode(offset)
{
    public string Name => name;

    protected override object? Value(ScriptRun run) =>
        run.TryRead(name, out var value) ? value : throw run.Budget.Fault($"'{name}' is not defined.");
}

internal sealed class ScriptAssignment(int offset, string name, ScriptNode value) : ScriptNode(offset, value)
{
    protected override object? Value(ScriptRun run)
    {
        var assigned = value.Evaluate(run);
        run.Write(name, assigned);
        return assigned;
    }
}

internal sealed class ScriptList(int offset, ScriptNode[] items) : ScriptNode(offset, items)
{
    protected override object? Value(ScriptRun run) => new ScriptListValue(items.Select(item => JavaScript.Export(item.Evaluate(run))), run);
}

internal sealed class ScriptObject(int offset, (string Name, ScriptNode Value)[] members)
    : ScriptNode(offset, [.. members.Select(member => member.Value)])
{
    protected override object? Value(ScriptRun run) => new ScriptObjectValue(
        members.Select(member => KeyValuePair.Create(member.Name, JavaScript.Export(member.Value.Evaluate(run)))), run);
}

internal sealed class ScriptTemplate(int offset, ScriptNode[] parts) : ScriptNode(offset, parts)
{
    protected override object? Value(ScriptRun run)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(JavaScript.ToText(part.Evaluate(run)));
            run.Budget.Reserve(text.Length, added: 0);
        }
        return run.Made(text.ToString());
    }
}

internal sealed class ScriptUnary(int offset, string sign, ScriptNode operand) : ScriptNode(offset, operand)
{
    protected override object? Value(ScriptRun run)
    {
        // The one place where a name may be unknown: typeof asks whether it is.
        if (sign == "typeof" && operand is ScriptVariable variable && !run.TryRead(variable.Name, out _))
            return "undefined";
        var value = operand.Evaluate(run);
        return sign switch
        {
            "!" => !JavaScript.IsTrue(value),
            "-" => -JavaScript.ToNumber(value),
            "+" => JavaScript.ToNumber(value),
            _ => JavaScript.TypeOf(value),
        };
    }
}

internal sealed class ScriptOperation(int offset, string sign, ScriptNode left, ScriptNode right) : ScriptNode(offset, left, right)
{
    protected override object? Value(ScriptRun run)
    {
        var (a, b) = (left.Evaluate(run), right.Evaluate(run));
        return sign switch
        {
            "===" => JavaScript.AreIdentical(a, b),
            "!==" => !JavaScript.AreIdentical(a, b),
            "==" => JavaScript.AreEqual(a, b),
            "!=" => !JavaScript.AreEqual(a, b),
            "<" => JavaScript.Order(a, b) < 0,
            ">" => JavaScript.Order(a, b) > 0,
            "<=" => JavaScript.Order(a, b) <= 0,
            ">=" => JavaScript.Order(a, b) >= 0,
            "+" => Add(a, b, run),
            "-" => JavaScript.ToNumber(a) - JavaScript.ToNumber(b),
            "*" => JavaScript.ToNumber(a) * JavaScript.ToNumber(b),
            "/" => JavaScript.ToNumber(a) / JavaScript.ToNumber(b),
            _ => JavaScript.ToNumber(a) % JavaScript.ToNumber(b),
        };
    }

    private static object Add(object? a, object? b, ScriptRun run)
    {
        (a, b) = (JavaScript.ToPrimitive(a), JavaScript.ToPrimitive(b));
        if (a is not string && b is not string)
            return JavaScript.ToNumber(a) + JavaScript.ToNumber(b);
        var (start, end) = (JavaScript.ToText(a), JavaScript.ToText(b));
        run.Budget.Reserve(start.Length + (long)end.Length);
        return start + end;
    }
}

/// <summary><c>&amp;&amp;</c>, <c>||</c> and <c>??</c>: the right side is evaluated only when it decides.</summary>
internal sealed class ScriptLogical(int offset, string sign, ScriptNode left, ScriptNode right) : ScriptNode(offset, left, right)
{
    protected override object? Value(ScriptRun run)
    {
        var value = left.Evaluate(run);
        var decided = sign switch
        {
            "&&" => !JavaScript.IsTrue(value),
            "||" => JavaScript.IsTrue(value),
            _ => value is not (null or ScriptUndefined),
        };
        return decided ? value : right.Evaluate(run);
    }
}

internal sealed class ScriptChoice(int offset, ScriptNode condition, ScriptNode then, ScriptNode otherwise) : ScriptNode(offset, condition, then, otherwise)
{
    protected override object? Value(ScriptRun run) =>
        JavaScript.IsTrue(condition.Evaluate(run)) ? then.Evaluate(run) : otherwise.Evaluate(run);
}

internal sealed class ScriptMember(int offset, ScriptNode target, ScriptNode key, bool isOptional) : ScriptNode(offset, target, key)
{
    /// <summary>The member's name; null where it is worked out.</summary>
    public string? Name => (key as ScriptLiteral)?.Literal as string;

    protected override object? Value(ScriptRun run)
    {
        var owner = target.Evaluate(run);
        return Ends(owner) ? ScriptChain.Ended : JavaScript.Member(Present(owner, run), key.Evaluate(run));
    }

    /// <summary>Calls the member: a function that the object holds, or a method of JavaScript's own types.</summary>
    public object? Call(Func<object?[]> arguments, ScriptRun run)
    {
        var owner = target.Evaluate(run);
        if (Ends(owner))
            return ScriptChain.Ended;
        var name = JavaScript.ToText(key.Evaluate(run));
        if (JavaScript.Member(Present(owner, run), name) is ExpressionFunction function)
            return run.Call(function, arguments());
        var given = arguments();
        run.Budget.Step(Offset);
        return ScriptMethods.TryCall(owner!, name, given, run, out var result)
            ? result
            : throw run.Budget.Fault($"A {JavaScript.TypeOf(owner)} has no method '{name}'.");
    }

    private bool Ends(object? owner) => owner == ScriptChain.Ended || (isOptional && owner is (null or ScriptUndefined));

    private object Present(object? owner, ScriptRun run)
    {
        if (owner is not (null or ScriptUndefined))
            return owner;
        run.Budget.Step(Offset);
        throw run.Budget.Fault($"{(owner is null ? "null" : "undefined")} has no members.");
    }
}

internal sealed class ScriptCall(int offset, ScriptNode callee, ScriptNode[] arguments) : ScriptNode(offset, [callee, .. arguments])
{
    protected override object? Value(ScriptRun run)
    {
        if (callee is ScriptMember member)
            return member.Call(Arguments, run);
        var called = callee.Evaluate(run);
        if (called == ScriptChain.Ended)
            return called;
        var function = called as ExpressionFunction;
        var given = Arguments();
        run.Budget.Step(Offset);
        return function is not null
            ? run.Call(function, given)
            : throw run.Budget.Fault(callee is ScriptVariable { Name: var name } ? $"'{name}' is not a function." : "This is not a function.");

        object?[] Arguments() => [.. arguments.Select(argument => argument.Evaluate(run))];
    }
}

/// <summary>Members and calls with a <c>?.</c> among them: where nothing stands before it, all that follows is left out and the whole is undefined.</summary>
internal sealed class ScriptChain(int offset, ScriptNode chain) : ScriptNode(offset, chain)
{
    /// <summary>What the links of a chain hand on behind a <c>?.</c> that had nothing before it.</summary>
    public static readonly object Ended = new();

    protected override object? Value(ScriptRun run) => chain.Evaluate(run) is var value && value == Ended ? ScriptUndefined.Value : value;
}
