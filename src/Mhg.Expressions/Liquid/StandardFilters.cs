using System.Net;
using System.Text;

namespace Mhg.Expressions.Liquid;

/// <summary>Shopify's standard filters as far as they are of use here, and those that Orchard Core adds.</summary>
internal static class StandardFilters
{
    public static Dictionary<string, LiquidFilter> All { get; } = new(StringComparer.Ordinal)
    {
        // Orchard Core's
        ["display_text"] = (input, _) => ExpressionValue.TryMember(input, "DisplayText", out var text) ? text : input,
        ["display_url"] = (input, _) => ExpressionValue.TryMember(input, "DisplayUrl", out var address) ? address : null,
        ["slugify"] = Text(static (text, _) => Slug.From(text)),
        ["local"] = (input, arguments) => LiquidDate.From(input, arguments.Scope) is { } date ? TimeZoneInfo.ConvertTime(date, arguments.Scope.TimeZone) : input,
        ["utc"] = (input, arguments) => LiquidDate.From(input, arguments.Scope) is { } date ? date.ToUniversalTime() : input,
        ["raw"] = static (input, _) => new HtmlText(ExpressionValue.ToText(input)),
        // Its own encoder leaves no character that means something in HTML.
        ["json"] = static (input, _) => new HtmlText(ExpressionValue.ToJson(Plain(input))?.ToJsonString() ?? "null"),

        // Texts
        ["append"] = Text(static (text, arguments) => text + arguments.Text(0)),
        ["prepend"] = Text(static (text, arguments) => arguments.Text(0) + text),
        ["upcase"] = Text(static (text, arguments) => text.ToUpper(arguments.Scope.Culture)),
        ["downcase"] = Text(static (text, arguments) => text.ToLower(arguments.Scope.Culture)),
        ["capitalize"] = Text(static (text, arguments) => text.Length == 0 ? text : text[..1].ToUpper(arguments.Scope.Culture) + text[1..]),
        ["strip"] = Text(static (text, _) => text.Trim()),
        ["lstrip"] = Text(static (text, _) => text.TrimStart()),
        ["rstrip"] = Text(static (text, _) => text.TrimEnd()),
        ["replace"] = Text(static (text, arguments) => Replace(text, arguments.Text(0), arguments.Text(1), arguments)),
        ["replace_first"] = Text(static (text, arguments) => ReplaceFirst(text, arguments.Text(0), arguments.Text(1), arguments)),
        ["remove_first"] = Text(static (text, arguments) => ReplaceFirst(text, arguments.Text(0), "", arguments)),
        ["remove"] = Text(static (text, arguments) => Replace(text, arguments.Text(0), "", arguments)),
        ["split"] = static (input, arguments) => Split(ExpressionValue.ToText(input), arguments.Text(0), arguments),
        ["truncate"] = Text(Truncate),
        ["truncatewords"] = Text(TruncateWords),
        ["strip_newlines"] = Text(static (text, _) => text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)),
        ["url_encode"] = Text(static (text, _) => Uri.EscapeDataString(text)),
        ["url_decode"] = Text(static (text, _) => Uri.UnescapeDataString(text)),
        ["strip_html"] = Text(static (text, _) => WithoutTags(text)),
        ["escape"] = static (input, _) => input is HtmlText ? input : new HtmlText(WebUtility.HtmlEncode(ExpressionValue.ToText(input))),
        ["escape_once"] = static (input, _) => new HtmlText(WebUtility.HtmlEncode(WebUtility.HtmlDecode(ExpressionValue.ToText(input)))),
        ["newline_to_br"] = static (input, _) => new HtmlText(
            (input is HtmlText html ? html.Html : WebUtility.HtmlEncode(ExpressionValue.ToText(input))).Replace("\n", "<br />\n", StringComparison.Ordinal)),

        // Lists
        ["size"] = static (input, _) => LiquidMember.Measure(Plain(input), "size") ?? 0.0,
        ["first"] = static (input, _) => LiquidMember.Measure(Plain(input), "first"),
        ["last"] = static (input, _) => LiquidMember.Measure(Plain(input), "last"),
        ["join"] = static (input, arguments) => ExpressionValue.Items(input) is { } items ? Join(items, arguments) : input,
        ["slice"] = Slice,
        ["concat"] = List(static (items, arguments) =>
        {
            var added = ExpressionValue.Items(arguments[0]) ?? [];
            arguments.ChargeItems(added.Count);
            return items.Concat(added);
        }),
        ["reverse"] = List(static (items, _) => items.Reverse()),
        ["sort"] = List(static (items, arguments) => items.Order(Comparer<object?>.Create((a, b) => Compare(Key(a, arguments), Key(b, arguments))))),
        ["sort_natural"] = List(static (items, arguments) => items.OrderBy(item => ExpressionValue.ToText(Key(item, arguments)), StringComparer.OrdinalIgnoreCase)),
        ["uniq"] = List(static (items, _) => items.DistinctBy(ExpressionValue.ToText, StringComparer.Ordinal)),
        ["compact"] = List(static (items, _) => items.Where(item => item is not null)),
        ["map"] = List(static (items, arguments) => items.Select(item => Key(item, arguments))),
        ["where"] = List(static (items, arguments) => items.Where(item => arguments.Count > 1
            ? LiquidComparison.AreEqual(Key(item, arguments), arguments[1])
            : LiquidLogical.IsTrue(Key(item, arguments)))),

        // Numbers
        ["sum"] = static (input, arguments) =>
        {
            var items = ExpressionValue.Items(input) ?? [];
            arguments.ChargeItems(items.Count);
            return items.Sum(item => LiquidComparison.Number(Key(item, arguments)) ?? 0);
        },
        ["at_least"] = Number(Math.Max),
        ["at_most"] = Number(Math.Min),
        ["plus"] = Number(static (a, b) => a + b),
        ["minus"] = Number(static (a, b) => a - b),
        ["times"] = Number(static (a, b) => a * b),
        ["divided_by"] = Number(Divide),
        ["modulo"] = Number(static (a, b) => b == 0 ? throw new DivideByZeroException("'modulo' by zero.") : a - b * Math.Floor(a / b)),
        ["abs"] = Number(static (a, _) => Math.Abs(a)),
        ["ceil"] = Number(static (a, _) => Math.Ceiling(a)),
        ["floor"] = Number(static (a, _) => Math.Floor(a)),
        ["round"] = Number(static (a, digits) => Math.Round(a, (int)Math.Clamp(digits, 0, 15), MidpointRounding.AwayFromZero)),

        ["default"] = static (input, arguments) => input is null or false || LiquidComparison.IsVoid(input, LiquidVoid.Empty) ? arguments[0] : input,
        ["date"] = static (input, arguments) => LiquidDate.From(input, arguments.Scope) is { } date && arguments.Text(0) is { Length: > 0 } format
            ? LiquidDate.Format(date, format, arguments.Scope.Culture)
            : input,
    };

    private static LiquidFilter Text(Func<string, LiquidArguments, string> filter) =>
        (input, arguments) => filter(ExpressionValue.ToText(input), arguments);

    private static LiquidFilter Number(Func<double, double, double> filter) =>
        (input, arguments) => filter(LiquidComparison.Number(Plain(input)) ?? 0, arguments.Number(0) ?? 0);

    private static LiquidFilter List(Func<IEnumerable<object?>, LiquidArguments, IEnumerable<object?>> filter) => (input, arguments) =>
    {
        if (ExpressionValue.Items(input) is not { } items)
            return input;
        arguments.ChargeItems(items.Count);
        return filter(items, arguments).ToList();
    };

    private static object? Plain(object? input) => input is HtmlText text ? text.Html : input;

    private static object? Key(object? item, LiquidArguments arguments) =>
        arguments.Count == 0 ? item : ExpressionValue.TryMember(item, arguments.Text(0), out var member) ? member : null;

    private static int Compare(object? a, object? b) =>
        LiquidComparison.Order(a, b) ?? string.CompareOrdinal(ExpressionValue.ToText(a), ExpressionValue.ToText(b));

    // As in Ruby, whole numbers divide to a whole number.
    private static double Divide(double a, double b)
    {
        if (b == 0)
            throw new DivideByZeroException("'divided_by' zero.");
        return a == Math.Truncate(a) && b == Math.Truncate(b) ? Math.Floor(a / b) : a / b;
    }

    private static string Replace(string text, string sought, string replacement, LiquidArguments arguments)
    {
        if (sought.Length == 0)
            return text;
        arguments.ChargeSearch(text, sought);
        if (replacement.Length > sought.Length)
            arguments.Reserve(text.Length + text.AsSpan().Count(sought) * (long)(replacement.Length - sought.Length));
        return text.Replace(sought, replacement, StringComparison.Ordinal);
    }

    private static string ReplaceFirst(string text, string sought, string replacement, LiquidArguments arguments)
    {
        arguments.ChargeSearch(text, sought);
        return sought.Length > 0 && text.IndexOf(sought, StringComparison.Ordinal) is >= 0 and var at
            ? string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + sought.Length))
            : text;
    }

    /// <summary>A part of a text or of a list: from a place, which counts from the end where it is negative, so many as the second argument says, or one.</summary>
    private static object? Slice(object? input, LiquidArguments arguments)
    {
        var items = ExpressionValue.Items(input);
        var text = items is null ? ExpressionValue.ToText(input) : "";
        var length = items?.Count ?? text.Length;
        var from = arguments.Number(0) ?? 0;
        from = Math.Clamp(from < 0 ? from + length : from, 0, length);
        var count = (int)Math.Clamp(arguments.Number(1) ?? 1, 0, length - from);
        arguments.ChargeItems(items is null ? 0 : count);
        return items is null ? text.Substring((int)from, count) : items.Skip((int)from).Take(count).ToList();
    }

    private static List<object?> Split(string text, string separator, LiquidArguments arguments)
    {
        arguments.ChargeSearch(text, separator);
        return separator.Length == 0
            ? [.. text.EnumerateRunes().Select(rune => rune.ToString())]
            : [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string Join(IReadOnlyList<object?> items, LiquidArguments arguments)
    {
        var separator = arguments.Count == 0 ? " " : arguments.Text(0);
        arguments.ChargeItems(items.Count);
        arguments.Reserve(items.Count * (long)separator.Length);
        return string.Join(separator, items.Select(ExpressionValue.ToText));
    }

    private static string Truncate(string text, LiquidArguments arguments)
    {
        var length = (int)Math.Clamp(arguments.Number(0) ?? 50, 0, int.MaxValue);
        if (text.Length <= length)
            return text;
        var mark = arguments.Count > 1 ? arguments.Text(1) : "...";
        var kept = Math.Max(0, length - mark.Length);
        // A character outside the basic plane is kept whole or left out.
        if (kept > 0 && char.IsHighSurrogate(text[kept - 1]))
            kept--;
        return text[..kept] + mark;
    }

    private static string TruncateWords(string text, LiquidArguments arguments)
    {
        var count = (int)Math.Clamp(arguments.Number(0) ?? 15, 1, int.MaxValue);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= count ? text : string.Join(' ', words.Take(count)) + (arguments.Count > 1 ? arguments.Text(1) : "...");
    }

    /// <summary>Removes tags, comments, and scripts and styles with their content. One pass, so linear in any text.</summary>
    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var position = 0;
        while (html.IndexOf('<', position) is >= 0 and var open)
        {
            text.Append(html, position, open - position);
            var rest = html.AsSpan(open);
            var end = rest.StartsWith("<!--", StringComparison.Ordinal) ? "-->"
                : rest.StartsWith("<script", StringComparison.OrdinalIgnoreCase) ? "</script>"
                : rest.StartsWith("<style", StringComparison.OrdinalIgnoreCase) ? "</style>"
                : ">";
            var close = rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            if (close < 0)
            {
                // A lone '<' is text; what was opened as a script or comment and never closed is not.
                return end == ">" ? text.Append(rest).ToString() : text.ToString();
            }
            position = open + close + end.Length;
        }
        return text.Append(html, position, html.Length - position).ToString();
    }
}
