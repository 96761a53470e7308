namespace Mhg.Expressions.Scripting;

/// <summary>JavaScript's undefined, which is not its null.</summary>
internal sealed class ScriptUndefined
{
    public static readonly ScriptUndefined Value = new();

    private ScriptUndefined()
    {
    }
}
