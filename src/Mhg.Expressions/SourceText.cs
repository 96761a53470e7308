namespace Mhg.Expressions;

/// <summary>The text of an expression, and faults at places in it.</summary>
internal sealed class SourceText(string text)
{
    public string Text => text;

    public ExpressionSyntaxException Syntax(int offset, string reason)
    {
        var (line, column) = PlaceOf(offset);
        return new(line, column, reason);
    }

    public ExpressionRuntimeException Runtime(int offset, string reason, Exception? inner = null)
    {
        var (line, column) = PlaceOf(offset);
        return new(line, column, reason, inner);
    }

    private (int Line, int Column) PlaceOf(int offset)
    {
        var before = text.AsSpan(0, Math.Clamp(offset, 0, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
