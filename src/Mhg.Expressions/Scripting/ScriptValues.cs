namespace Mhg.Expressions.Scripting;

/// <summary>
/// A list or object that a script made. It knows how large it is with all that it holds: <c>a = [a, a]</c> a few dozen times in a row
/// takes no room, but writing it out would never end.
/// </summary>
internal interface IScriptMade
{
    long Size { get; }
}

internal sealed class ScriptListValue : List<object?>, IScriptMade
{
    public ScriptListValue(IEnumerable<object?> items, ScriptRun run)
        : base(items)
    {
        Size = ScriptSize.Of(this);
        run.Budget.Reserve(Size);
    }

    public long Size { get; }
}

internal sealed class ScriptObjectValue : Dictionary<string, object?>, IScriptMade
{
    public ScriptObjectValue(IEnumerable<KeyValuePair<string, object?>> members, ScriptRun run)
        : base(StringComparer.Ordinal)
    {
        foreach (var (name, value) in members)
            this[name] = value;
        Size = ScriptSize.Of(Values);
        run.Budget.Reserve(Size);
    }

    public long Size { get; }
}

internal static class ScriptSize
{
    public static long Of(IEnumerable<object?> values) => values.Sum(value => 1 + Of(value));

    public static long Of(object? value) => value switch
    {
        IScriptMade made => made.Size,
        string text => text.Length,
        _ => 0,
    };
}
