using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mhg.Expressions.Scripting;

/// <summary>The methods of texts, lists, numbers and dates that conditions use; their meaning is ECMA-262's, chapters 21 to 23.</summary>
internal static class ScriptMethods
{
    /// <summary>The names of all of them, whatever they belong to.</summary>
    public static readonly FrozenSet<string> Names = FrozenSet.Create(
        "at", "charAt", "charCodeAt", "concat", "endsWith", "getTime", "includes", "indexOf", "join", "lastIndexOf", "padEnd", "padStart", "repeat", "replace",
        "replaceAll", "slice", "split", "startsWith", "substring", "toFixed", "toISOString", "toJSON", "toLowerCase", "toString", "toUpperCase", "trim",
        "trimEnd", "trimStart", "valueOf");

    public static bool TryCall(object owner, string name, object?[] arguments, ScriptRun run, out object? result)
    {
        result = owner switch
        {
            string text => OfText(text, name, arguments, run),
            double number => OfNumber(number, name, arguments),
            DateTimeOffset date => OfDate(date, name),
            _ when ExpressionValue.Items(owner) is { } items => OfList(items, name, arguments, run),
            _ => name == "toString" ? JavaScript.ToText(owner) : null,
        };
        return result is not null;
    }

    private static object? OfDate(DateTimeOffset date, string name) => name switch
    {
        "getTime" or "valueOf" => (double)date.ToUnixTimeMilliseconds(),
        "toISOString" or "toJSON" => date.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "toString" => JavaScript.ToText(date),
        _ => null,
    };

    private static object? OfText(string text, string name, object?[] arguments, ScriptRun run)
    {
        switch (name)
        {
            case "includes":
                return text.AsSpan(Position(arguments, 1, 0, text.Length)).Contains(Sought(), StringComparison.Ordinal);
            case "startsWith":
                return text.AsSpan(Position(arguments, 1, 0, text.Length)).StartsWith(Sought(), StringComparison.Ordinal);
            case "endsWith":
                return text.AsSpan(0, Position(arguments, 1, text.Length, text.Length)).EndsWith(Sought(), StringComparison.Ordinal);
            case "indexOf":
                return (double)text.IndexOf(Sought(), Position(arguments, 1, 0, text.Length), StringComparison.Ordinal);
            case "lastIndexOf":
                return (double)LastIndexOf(text, Sought(), arguments);
            case "toLowerCase":
                return run.Made(text.ToLowerInvariant());
            case "toUpperCase":
                return run.Made(text.ToUpperInvariant());
            case "trim":
                return run.Made(text.Trim());
            case "trimStart":
                return run.Made(text.TrimStart());
            case "trimEnd":
                return run.Made(text.TrimEnd());
            case "charAt":
                return JavaScript.Member(text, JavaScript.ToNumber(arguments.ElementAtOrDefault(0) ?? 0.0)) as string ?? "";
            case "charCodeAt":
                return JavaScript.Member(text, JavaScript.ToNumber(arguments.ElementAtOrDefault(0) ?? 0.0)) is string character ? (double)character[0] : double.NaN;
            case "at":
                return At(arguments, text.Length) is { } place ? text[place].ToString() : ScriptUndefined.Value;
            case "padStart":
                return Padding(text, arguments, run) + text;
            case "padEnd":
                return text + Padding(text, arguments, run);
            case "repeat":
                var count = Position(arguments, 0, 0, int.MaxValue);
                run.Budget.Reserve((long)text.Length * count);
                return new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
            case "substring":
                var (from, to) = (Position(arguments, 0, 0, text.Length), Position(arguments, 1, text.Length, text.Length));
                return run.Made(text[Math.Min(from, to)..Math.Max(from, to)]);
            case "slice":
                return run.Made(text[Slice(arguments, text.Length)]);
            case "replace":
                var sought = Sought();
                return text.IndexOf(sought, StringComparison.Ordinal) is >= 0 and var at
                    ? run.Made(string.Concat(text.AsSpan(0, at), Text(arguments, 1), text.AsSpan(at + sought.Length)))
                    : text;
            case "replaceAll":
                return ReplaceAll(text, Sought(), Text(arguments, 1), run);
            case "split":
                return arguments.Length == 0 ? new ScriptListValue([text], run) : new ScriptListValue(Split(text, Sought()), run);
            case "concat":
                return arguments.Aggregate(text, (all, next) => run.Made(all + JavaScript.ToText(next)));
            case "toString":
                return text;
            default:
                return null;
        }

        string Sought()
        {
            var sought = Text(arguments, 0);
            run.Budget.ChargeSearch(text.Length, sought.Length);
            return sought;
        }
    }

    private static object? OfList(IReadOnlyList<object?> items, string name, object?[] arguments, ScriptRun run)
    {
        run.Budget.ChargeItems(items.Count);
        switch (name)
        {
            case "includes":
                return IndexOf() >= 0;
            case "indexOf":
                return (double)IndexOf();
            case "join":
                var separator = arguments.Length == 0 ? "," : Text(arguments, 0);
                run.Budget.Reserve(items.Count * (long)separator.Length, added: 0);
                return run.Made(JavaScript.Join(items, separator, 0));
            case "at":
                return At(arguments, items.Count) is { } place ? JavaScript.Import(items[place]) ?? ScriptUndefined.Value : ScriptUndefined.Value;
            case "slice":
                var (start, length) = Slice(arguments, items.Count).GetOffsetAndLength(items.Count);
                return new ScriptListValue(items.Skip(start).Take(length), run);
            case "concat":
                return new ScriptListValue(
                    arguments.Aggregate(items.AsEnumerable(), (all, added) => all.Concat(ExpressionValue.Items(added) ?? [JavaScript.Export(added)])), run);
            case "toString":
                return run.Made(JavaScript.Join(items, ",", 0));
            default:
                return null;
        }

        int IndexOf()
        {
            var sought = JavaScript.Export(arguments.ElementAtOrDefault(0));
            for (var i = Slice([arguments.ElementAtOrDefault(1)], items.Count).Start.Value; i < items.Count; i++)
            {
                if (JavaScript.AreIdentical(JavaScript.Import(items[i]), sought))
                    return i;
            }
            return -1;
        }
    }

    private static string? OfNumber(double number, string name, object?[] arguments) => name switch
    {
        "toString" => Position(arguments, 0, 10, 36) is var radix and not 10 ? InRadix(number, radix) : ExpressionValue.NumberText(number),
        "toFixed" => Math.Abs(number) < 1e21
            ? (Position(arguments, 0, 0, 100) == 0 ? Math.Round(number, MidpointRounding.AwayFromZero) : number).ToString("F" + Position(arguments, 0, 0, 100).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : ExpressionValue.NumberText(number),
        _ => null,
    };

    private static string InRadix(double number, int radix)
    {
        if (radix < 2 || number != Math.Truncate(number) || Math.Abs(number) > 1L << 53)
            throw new InvalidOperationException("Only whole numbers can be written to another base, which is from 2 to 36.");
        var digits = new StringBuilder();
        var rest = (long)Math.Abs(number);
        do
            digits.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)]);
        while ((rest /= radix) > 0);
        return (number < 0 ? "-" : "") + digits;
    }

    private static string Text(object?[] arguments, int index) =>
        JavaScript.ToText(index < arguments.Length ? arguments[index] : ScriptUndefined.Value);

    private static int Position(object?[] arguments, int index, int otherwise, int length)
    {
        if (arguments.ElementAtOrDefault(index) is null or ScriptUndefined)
            return otherwise;
        var position = JavaScript.ToNumber(arguments[index]);
        return double.IsNaN(position) ? 0 : (int)Math.Clamp(position, 0, length);
    }

    // Where it may begin at the latest; NaN is nowhere in particular.
    private static int LastIndexOf(string text, string sought, object?[] arguments)
    {
        var latest = JavaScript.ToNumber(arguments.Length > 1 ? arguments[1] : ScriptUndefined.Value);
        var end = double.IsNaN(latest) ? text.Length : Math.Min(text.Length, Math.Clamp(latest, 0, text.Length) + sought.Length);
        return text.AsSpan(0, (int)end).LastIndexOf(sought, StringComparison.Ordinal);
    }

    private static int? At(object?[] arguments, int length)
    {
        var place = Math.Truncate(JavaScript.ToNumber(arguments.ElementAtOrDefault(0) ?? 0.0));
        place = double.IsNaN(place) ? 0 : place < 0 ? place + length : place;
        return place >= 0 && place < length ? (int)place : null;
    }

    private static string Padding(string text, object?[] arguments, ScriptRun run)
    {
        var length = Position(arguments, 0, 0, int.MaxValue);
        var filler = arguments.Length > 1 ? Text(arguments, 1) : " ";
        if (length <= text.Length || filler.Length == 0)
            return "";
        run.Budget.Reserve(length);
        var padding = new StringBuilder(length);
        while (padding.Length < length - text.Length)
            padding.Append(filler);
        return padding.ToString(0, length - text.Length);
    }

    private static Range Slice(object?[] arguments, int length)
    {
        var (from, to) = (FromEnd(0, 0), FromEnd(1, length));
        return from..Math.Max(from, to);

        int FromEnd(int index, int otherwise)
        {
            if (arguments.ElementAtOrDefault(index) is null or ScriptUndefined)
                return otherwise;
            var position = JavaScript.ToNumber(arguments[index]);
            return double.IsNaN(position) ? 0 : (int)Math.Clamp(position < 0 ? position + length : position, 0, length);
        }
    }

    private static string ReplaceAll(string text, string sought, string replacement, ScriptRun run)
    {
        if (sought.Length == 0)
            throw run.Budget.Fault("'replaceAll' needs a text to seek.");
        run.Budget.Reserve(text.Length + text.AsSpan().Count(sought) * Math.Max(0L, replacement.Length - sought.Length));
        return text.Replace(sought, replacement, StringComparison.Ordinal);
    }

    private static IEnumerable<object?> Split(string text, string separator) => separator.Length == 0
        ? text.Select(character => character.ToString())
        : text.Split(separator);
}
