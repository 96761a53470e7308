using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mhg.Expressions.Scripting;

/// <summary>The functions that JavaScript has by itself, as far as conditions use them. A scope's names come before these.</summary>
internal static partial class ScriptGlobals
{
    // As JavaScript writes it: what means something in HTML is not its affair.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Dictionary<string, object?> All = new(StringComparer.Ordinal)
    {
        ["String"] = Function(arguments => arguments.Count == 0 ? "" : JavaScript.ToText(arguments[0])),
        ["Number"] = Function(arguments => arguments.Count == 0 ? 0.0 : JavaScript.ToNumber(arguments[0])),
        ["Boolean"] = Function(arguments => arguments.Count > 0 && JavaScript.IsTrue(arguments[0])),
        ["isFinite"] = Function(arguments => double.IsFinite(First(arguments))),
        ["isNaN"] = Function(arguments => double.IsNaN(First(arguments))),
        ["parseInt"] = Function(ParseInt),
        ["parseFloat"] = Function(ParseFloat),
        ["JSON"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            // Deeper than 64 levels it is refused by the reader itself.
            ["parse"] = Function(arguments => JsonNode.Parse(arguments.Count == 0 ? "" : JavaScript.ToText(arguments[0]))),
            ["stringify"] = Function(arguments => arguments.Count == 0 ? null : ExpressionValue.ToJson(arguments[0])?.ToJsonString(Plain) ?? "null"),
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
    private static object? ParseInt(IReadOnlyList<object?> arguments)
    {
        var text = Text(arguments).TrimStart();
        var sign = text.StartsWith('-') ? -1 : 1;
        text = text.StartsWith('-') || text.StartsWith('+') ? text[1..] : text;
        var radix = arguments.Count > 1 && JavaScript.ToNumber(arguments[1]) is var given && given != 0 && !double.IsNaN(given) ? given : 0;
        if (radix is 0 or 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            (text, radix) = (text[2..], 16);
        radix = radix == 0 ? 10 : Math.Truncate(radix);
        if (radix is < 2 or > 36)
            return double.NaN;
        var (value, length) = (0.0, 0);
        for (; length < text.Length && Digit(text[length]) < radix; length++)
            value = value * radix + Digit(text[length]);
        return length == 0 ? double.NaN : sign * value;
    }

    private static int Digit(char sign) => sign switch
    {
        >= '0' and <= '9' => sign - '0',
        >= 'a' and <= 'z' => sign - 'a' + 10,
        >= 'A' and <= 'Z' => sign - 'A' + 10,
        _ => int.MaxValue,
    };

    private static object? ParseFloat(IReadOnlyList<object?> arguments)
    {
        var text = Text(arguments).TrimStart();
        var number = LeadingNumber().Match(text);
        return number.Success ? JavaScript.ToNumber(number.Value) : double.NaN;
    }

    private static string Text(IReadOnlyList<object?> arguments) => arguments.Count == 0 ? "" : JavaScript.ToText(arguments[0]);

    [GeneratedRegex(@"^[+-]?(Infinity|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();
}
