using System.Globalization;

namespace Mhg.Expressions.Scripting;

/// <summary>The conversions and comparisons of ECMA-262, chapter 7, on the values of expressions.</summary>
internal static class JavaScript
{
    public static object? Import(object? value) => value is HtmlText text ? text.Html : value;

    // Hosts do not know undefined.
    public static object? Export(object? value) => value is ScriptUndefined ? null : value;

    public static bool IsTrue(object? value) => value switch
    {
        null or ScriptUndefined => false,
        bool flag => flag,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        _ => true,
    };

    public static string TypeOf(object? value) => value switch
    {
        ScriptUndefined => "undefined",
        bool => "boolean",
        double => "number",
        string => "string",
        ExpressionFunction => "function",
        _ => "object",
    };

    public static double ToNumber(object? value) => ToPrimitive(value) switch
    {
        null => 0,
        bool flag => flag ? 1 : 0,
        double number => number,
        string text => ToNumber(text.AsSpan().Trim()),
        _ => double.NaN,
    };

    public static string ToText(object? value) => value switch
    {
        null => "null",
        ScriptUndefined => "undefined",
        string text => text,
        bool or double or DateTimeOffset => ExpressionValue.ToText(value),
        ExpressionFunction => "function",
        _ when ExpressionValue.Items(value) is { } items => Join(items, ",", 0),
        _ => "[object Object]",
    };

    /// <summary>A list as text, with nothing for null, as Array.prototype.join writes it.</summary>
    public static string Join(IReadOnlyList<object?> items, string separator, int depth) =>
        string.Join(separator, items.Select(item => Import(item) switch
        {
            null or ScriptUndefined => "",
            { } inner and not string when ExpressionValue.Items(inner) is { } nested =>
                depth < ExpressionLimits.MaxDepth ? Join(nested, ",", depth + 1) : "",
            var other => ToText(other),
        }));

    public static object? ToPrimitive(object? value) =>
        value is null or ScriptUndefined or string or bool or double ? value : ToText(value);

    public static bool AreIdentical(object? a, object? b) => (a, b) switch
    {
        // The operator, not Equals: NaN is not NaN.
        (double x, double y) => x == y,
        (string x, string y) => x == y,
        (bool x, bool y) => x == y,
        (DateTimeOffset x, DateTimeOffset y) => x == y,
        _ => ReferenceEquals(a, b),
    };

    public static bool AreEqual(object? a, object? b)
    {
        if (a is null or ScriptUndefined || b is null or ScriptUndefined)
            return a is null or ScriptUndefined && b is null or ScriptUndefined;
        var (isSimpleA, isSimpleB) = (a is string or bool or double, b is string or bool or double);
        if (!isSimpleA && !isSimpleB)
            return AreIdentical(a, b);
        (a, b) = (ToPrimitive(a), ToPrimitive(b));
        return a is string && b is string ? AreIdentical(a, b) : ToNumber(a) == ToNumber(b);
    }

    /// <summary>How two values are ordered; null when one is not a number, and every ordering is then false.</summary>
    public static int? Order(object? a, object? b)
    {
        if (a is DateTimeOffset date && b is DateTimeOffset other)
            return date.CompareTo(other);
        (a, b) = (ToPrimitive(a), ToPrimitive(b));
        if (a is string text && b is string otherText)
            return string.CompareOrdinal(text, otherText);
        var (x, y) = (ToNumber(a), ToNumber(b));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    public static object? Member(object owner, object? key)
    {
        if (key is string name && ExpressionValue.TryMember(owner, name, out var member))
            return Import(member);
        if (owner is string text)
        {
            return key is "length" ? (double)text.Length
                : Index(key, text.Length) is { } at ? text[at].ToString() : ScriptUndefined.Value;
        }
        if (ExpressionValue.Items(owner) is { } items)
        {
            return key is "length" ? (double)items.Count
                : Index(key, items.Count) is { } at ? Import(items[at]) : ScriptUndefined.Value;
        }
        return key is not string && ExpressionValue.TryMember(owner, ToText(key), out member) ? Import(member) : ScriptUndefined.Value;
    }

    private static int? Index(object? key, int count)
    {
        var index = key switch
        {
            double number => number,
            string text when text.Length is > 0 and < 10 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 => ToNumber(text),
            _ => -1,
        };
        return index >= 0 && index < count && index == Math.Truncate(index) ? (int)index : null;
    }

    private static double ToNumber(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : double.NaN;
        if (text.TrimStart("+-") is "Infinity")
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        // .NET also reads its own names of infinity and NaN.
        return !char.IsAsciiLetter(text[^1]) && double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}
