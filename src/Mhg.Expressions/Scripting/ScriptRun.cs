namespace Mhg.Expressions.Scripting;

/// <summary>One evaluation of a script: its variables and its result so far.</summary>
internal sealed class ScriptRun(ExpressionScope scope, EvaluationBudget budget)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    public EvaluationBudget Budget => budget;

    /// <summary>The value of the last expression, or what was returned.</summary>
    public object? Result { get; set; } = ScriptUndefined.Value;

    /// <returns>False when a <c>return</c> ended the script.</returns>
    public bool Execute(ScriptStatement[] statements)
    {
        foreach (var statement in statements)
        {
            budget.Step(statement.Offset);
            if (!statement.Execute(this))
                return false;
        }
        return true;
    }

    public bool TryRead(string name, out object? value)
    {
        if (_variables.TryGetValue(name, out value))
            return true;
        if (scope.TryGet(name, out value))
        {
            value = JavaScript.Import(value);
            return true;
        }
        return ScriptGlobals.All.TryGetValue(name, out value);
    }

    public void Write(string name, object? value) => _variables[name] = value;

    /// <summary>Calls a function of the scope or of the language. It sees the whole of its arguments, and makes the whole of its result.</summary>
    public object? Call(ExpressionFunction function, object?[] arguments)
    {
        foreach (var argument in arguments)
            budget.Charge((int)Math.Min(int.MaxValue, ScriptSize.Of(argument)));
        var result = JavaScript.Import(ExpressionValue.Normalize(function([.. arguments.Select(JavaScript.Export)])));
        return result is string text ? Made(text) : result;
    }

    public string Made(string text)
    {
        budget.Reserve(text.Length);
        return text;
    }
}
