namespace Mhg.Expressions.Scripting;

internal abstract class ScriptStatement(int offset)
{
    public int Offset => offset;

    /// <returns>False when the script ends here.</returns>
    public abstract bool Execute(ScriptRun run);
}

internal sealed class ScriptExpressionStatement(int offset, ScriptNode value) : ScriptStatement(offset)
{
    public override bool Execute(ScriptRun run)
    {
        run.Result = value.Evaluate(run);
        return true;
    }
}

internal sealed class ScriptBlock(int offset, ScriptStatement[] statements) : ScriptStatement(offset)
{
    public override bool Execute(ScriptRun run) => run.Execute(statements);
}

internal sealed class ScriptDeclaration(int offset, string name, ScriptNode? value) : ScriptStatement(offset)
{
    public override bool Execute(ScriptRun run)
    {
        run.Write(name, value is null ? ScriptUndefined.Value : value.Evaluate(run));
        return true;
    }
}

internal sealed class ScriptIf(int offset, ScriptNode condition, ScriptStatement then, ScriptStatement otherwise) : ScriptStatement(offset)
{
    public override bool Execute(ScriptRun run) =>
        (JavaScript.IsTrue(condition.Evaluate(run)) ? then : otherwise).Execute(run);
}

internal sealed class ScriptReturn(int offset, ScriptNode? value) : ScriptStatement(offset)
{
    public override bool Execute(ScriptRun run)
    {
        run.Result = value is null ? ScriptUndefined.Value : value.Evaluate(run);
        return false;
    }
}
