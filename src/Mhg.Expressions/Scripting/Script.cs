namespace Mhg.Expressions.Scripting;

/// <summary>
/// A condition or value in the part of JavaScript that Orchard Core's workflows and recipes use, parsed once and evaluated as often
/// as wanted, by any number of threads: literals, operators, members, calls of the scope's functions, the common methods of texts
/// and lists, variables, <c>if</c> and <c>return</c>. There are no loops and no functions, so every script ends.
/// </summary>
public sealed class Script
{
    private readonly SourceText _source;
    private readonly ScriptStatement[] _statements;

    private Script(SourceText source, ScriptStatement[] statements) => (_source, _statements) = (source, statements);

    /// <summary>Reads a script.</summary>
    /// <param name="text">The script.</param>
    /// <param name="names">
    /// The names that its scopes will have: a script that uses another one, or a method that no value has, is refused. Null where that is
    /// left to the evaluation.
    /// </param>
    /// <exception cref="ExpressionSyntaxException">The text can't be read, or uses what is not part of the language here.</exception>
    public static Script Parse(string text, IReadOnlySet<string>? names = null)
    {
        var source = new SourceText(text);
        var parser = new ScriptParser(source);
        var statements = parser.Parse();
        if (names is not null)
            parser.RequireKnown(names);
        return new(source, statements);
    }

    /// <summary>Evaluates the script.</summary>
    /// <param name="scope">The values and functions that it sees.</param>
    /// <returns>What <c>return</c> names, otherwise the value of the last expression: null (also for undefined), bool, double, string,
    /// a list, a dictionary, or a value of the scope.</returns>
    /// <exception cref="ExpressionRuntimeException">A name is not defined, a value has no such method, a limit was exceeded,
    /// or a function of the host failed.</exception>
    public object? Evaluate(ExpressionScope scope) => Run(scope) is var value && value is ScriptUndefined ? null : value;

    /// <summary>Evaluates the script as a condition, by JavaScript's rule: false, 0, NaN, "", null and undefined are false.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public bool Test(ExpressionScope scope) => JavaScript.IsTrue(Run(scope));

    private object? Run(ExpressionScope scope)
    {
        var budget = new EvaluationBudget(_source, scope.Limits);
        var run = new ScriptRun(scope, budget);
        try
        {
            run.Execute(_statements);
            return run.Result;
        }
        catch (Exception failure) when (failure is not (ExpressionException or OperationCanceledException))
        {
            throw budget.Fault(failure.Message, failure);
        }
    }
}
