using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mhg.Expressions;

/// <summary>
/// The values that both languages work on. Whatever a host puts into a scope is normalized when it is read:
/// numbers become <see cref="double"/>, dates <see cref="DateTimeOffset"/>, JSON strings, numbers and booleans plain values.
/// </summary>
public static class ExpressionValue
{
    private const int MaxDepth = 64;

    /// <summary>Turns a host's value into one of: null, bool, double, string, <see cref="DateTimeOffset"/>, <see cref="HtmlText"/>,
    /// a list, an object with members, a function; anything else stays and is seen as its text.</summary>
    public static object? Normalize(object? value) => value switch
    {
        null or string or bool or double or DateTimeOffset or IExpressionObject or ExpressionFunction => value,
        JsonValue json => FromJson(json),
        JsonElement element => FromJson(element),
        Func<object?> lookup => Normalize(lookup()),
        int number => (double)number,
        IConvertible number and (long or decimal or float or short or byte or sbyte or ushort or uint or ulong) =>
            number.ToDouble(CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Local } date => new DateTimeOffset(date),
        DateTime date => new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Unspecified), TimeSpan.Zero),
        DateOnly date => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        char or Guid or Enum => value.ToString(),
        _ => value,
    };

    /// <summary>Reads a member of an object by its name, normalized.</summary>
    /// <returns>False when the value has no members or none of that name.</returns>
    public static bool TryMember(object? value, string name, out object? member)
    {
        bool found;
        switch (value)
        {
            case IExpressionObject instance:
                found = instance.TryGetMember(name, out member);
                break;
            case JsonObject json:
                found = json.TryGetPropertyValue(name, out var node);
                member = node;
                break;
            case IReadOnlyDictionary<string, object?> dictionary:
                found = dictionary.TryGetValue(name, out member);
                break;
            default:
                member = null;
                return false;
        }
        member = Normalize(member);
        return found;
    }

    /// <summary>The items of a list, normalized; null when the value is not a list.</summary>
    public static IReadOnlyList<object?>? Items(object? value) => value switch
    {
        string or JsonObject or IReadOnlyDictionary<string, object?> or IExpressionObject => null,
        List<object?> list => list,
        JsonArray json => new JsonItems(json),
        IEnumerable items => [.. items.Cast<object?>().Select(Normalize)],
        _ => null,
    };

    /// <summary>The text of a value, the same in every culture: nothing for null, ISO 8601 for a date, JSON for an object,
    /// the items one after the other for a list.</summary>
    public static string ToText(object? value) => ToText(value, 0);

    /// <summary>A JSON copy of a value; null for null and for what JSON can't hold.</summary>
    public static JsonNode? ToJson(object? value) => ToJson(value, 0);

    /// <summary>Writes a number as JavaScript does (ECMA-262, Number::toString): no exponent from 1e-6 up to 1e21.</summary>
    internal static string NumberText(double number)
    {
        if (Math.Abs(number) < long.MaxValue && number == Math.Truncate(number))
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        if (double.IsNaN(number))
            return "NaN";
        if (double.IsInfinity(number))
            return number > 0 ? "Infinity" : "-Infinity";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? WithoutExponent(text, Math.Abs(number)) : text;
    }

    private static string WithoutExponent(string text, double magnitude)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (magnitude is < 1e-6 or >= 1e21)
            return $"{text.AsSpan(0, mark)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
        var sign = text[0] == '-' ? "-" : "";
        var digits = text[sign.Length..mark].Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : $"{sign}{digits.PadRight(exponent + 1, '0')}";
    }

    private static string ToText(object? value, int depth)
    {
        switch (Normalize(value))
        {
            case null:
                return "";
            case string text:
                return text;
            case bool flag:
                return flag ? "true" : "false";
            case double number:
                return NumberText(number);
            case DateTimeOffset date:
                return date.ToString(date.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
            case JsonObject json:
                return json.ToJsonString();
            case IReadOnlyDictionary<string, object?> dictionary:
                return ToJson(dictionary, depth)?.ToJsonString() ?? "";
            case { } other when depth < MaxDepth && Items(other) is { } items:
                var all = new StringBuilder();
                foreach (var item in items)
                    all.Append(ToText(item, depth + 1));
                return all.ToString();
            case { } other:
                return other.ToString() ?? "";
        }
    }

    private static JsonNode? ToJson(object? value, int depth)
    {
        if (depth > MaxDepth)
            return null;
        switch (Normalize(value))
        {
            case null or ExpressionFunction:
                return null;
            case string text:
                return JsonValue.Create(text);
            case bool flag:
                return JsonValue.Create(flag);
            case double number:
                return double.IsFinite(number) ? number == Math.Truncate(number) && Math.Abs(number) < 1e15
                    ? JsonValue.Create((long)number) : JsonValue.Create(number) : null;
            case JsonNode node:
                return node.DeepClone();
            case IReadOnlyDictionary<string, object?> dictionary:
                return new JsonObject(dictionary.Select(member => KeyValuePair.Create(member.Key, ToJson(member.Value, depth + 1))));
            case { } other when Items(other) is { } items:
                return new JsonArray([.. items.Select(item => ToJson(item, depth + 1))]);
            case { } other:
                return JsonValue.Create(ToText(other, depth));
        }
    }

    private static object? FromJson(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return value.TryGetValue<double>(out var number)
                    ? number
                    : double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
            case JsonValueKind.String when value.TryGetValue<string>(out var text):
                return text;
            case JsonValueKind.String when value.TryGetValue<DateTimeOffset>(out var date):
                return date;
            case JsonValueKind.String when value.TryGetValue<DateTime>(out var date):
                return Normalize(date);
            case JsonValueKind.String:
                return value.ToString();
            default:
                return null;
        }
    }

    private static object? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    // Items are normalized when they are read: an index into a long array must not cost a copy of it.
    private sealed class JsonItems(JsonArray array) : IReadOnlyList<object?>
    {
        public int Count => array.Count;

        public object? this[int index] => Normalize(array[index]);

        public IEnumerator<object?> GetEnumerator() => array.Select(Normalize).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
