using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Mhg.Expressions.Scripting;

/// <summary>The functions that JavaScript has by itself, as far as conditions use them. A scope's names come before these.</summary>
internal static class ScriptGlobals
{
    public static readonly Dictionary<string, object?> All = new(StringComparer.Ordinal)
    {
        ["String"] = Function(arguments => arguments.Count == 0 ? "" : JavaScript.ToText(arguments[0])),
        ["Number"] = Function(arguments => arguments.Count == 0 ? 0.0 : JavaScript.ToNumber(arguments[0])),
        ["Boolean"] = Function(arguments => arguments.Count > 0 && JavaScript.IsTrue(arguments[0])),
        ["isFinite"] = Function(arguments => double.IsFinite(First(arguments))),
        ["isNaN"] = Function(arguments => double.IsNaN(First(arguments))),
        ["parseInt"] = Function(arguments => Math.Truncate(Leading(arguments))),
        ["parseFloat"] = Function(arguments => Leading(arguments)),
        ["JSON"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            // Deeper than 64 levels it is refused by the reader itself.
            ["parse"] = Function(arguments => JsonNode.Parse(arguments.Count == 0 ? "" : JavaScript.ToText(arguments[0]))),
            ["stringify"] = Function(arguments => arguments.Count == 0 ? null : ExpressionValue.ToJson(arguments[0])?.ToJsonString() ?? "null"),
        },
        ["Array"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["isArray"] = Function(arguments => arguments.Count > 0 && ExpressionValue.Items(arguments[0]) is not null),
        },
        ["Object"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["keys"] = Function(arguments => arguments.ElementAtOrDefault(0) switch
            {
                JsonObject json => json.Select(member => member.Key).ToList(),
                IReadOnlyDictionary<string, object?> members => members.Keys.ToList(),
                _ => new List<string>(),
            }),
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

    /// <summary>The names of the functions that belong to one of them, as <c>stringify</c> does to <c>JSON</c>.</summary>
    public static readonly FrozenSet<string> Methods = All.Values.OfType<Dictionary<string, object?>>().SelectMany(global => global.Keys).ToFrozenSet();

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
