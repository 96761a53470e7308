namespace Mhg.Expressions.Scripting;

/// <summary>The functions that JavaScript has by itself, as far as conditions use them. A scope's names come before these.</summary>
internal static class ScriptGlobals
{
    public static readonly Dictionary<string, object?> All = new(StringComparer.Ordinal)
    {
        ["String"] = Function(arguments => arguments.Count == 0 ? "" : JavaScript.ToText(arguments[0])),
        ["Number"] = Function(arguments => arguments.Count == 0 ? 0.0 : JavaScript.ToNumber(arguments[0])),
        ["Boolean"] = Function(arguments => arguments.Count > 0 && JavaScript.IsTrue(arguments[0])),
        ["isNaN"] = Function(arguments => double.IsNaN(First(arguments))),
        ["parseInt"] = Function(arguments => Math.Truncate(Leading(arguments))),
        ["parseFloat"] = Function(arguments => Leading(arguments)),
        ["JSON"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["stringify"] = Function(arguments => arguments.Count == 0 ? null : ExpressionValue.ToJson(arguments[0])?.ToJsonString() ?? "null"),
        },
        ["Math"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["abs"] = Function(arguments => Math.Abs(First(arguments))),
            ["ceil"] = Function(arguments => Math.Ceiling(First(arguments))),
            ["floor"] = Function(arguments => Math.Floor(First(arguments))),
            ["round"] = Function(arguments => Math.Floor(First(arguments) + 0.5)),
            ["max"] = Function(arguments => arguments.Select(JavaScript.ToNumber).Aggregate(double.NegativeInfinity, Math.Max)),
            ["min"] = Function(arguments => arguments.Select(JavaScript.ToNumber).Aggregate(double.PositiveInfinity, Math.Min)),
        },
    };

    private static ExpressionFunction Function(ExpressionFunction function) => function;

    private static double First(IReadOnlyList<object?> arguments) => arguments.Count == 0 ? double.NaN : JavaScript.ToNumber(arguments[0]);

    // parseInt and parseFloat read as far as they can: "12 people" is 12.
    private static double Leading(IReadOnlyList<object?> arguments)
    {
        if (arguments.Count == 0)
            return double.NaN;
        var text = JavaScript.ToText(arguments[0]).AsSpan().TrimStart();
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.' || (length == 0 && text[length] is '+' or '-')))
            length++;
        return text[..length].ContainsAnyInRange('0', '9') ? JavaScript.ToNumber(text[..length].ToString()) : double.NaN;
    }
}
