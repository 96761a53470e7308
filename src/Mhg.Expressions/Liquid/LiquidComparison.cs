using System.Globalization;

namespace Mhg.Expressions.Liquid;

/// <summary>The names <c>empty</c> and <c>blank</c>, which only mean something in a comparison.</summary>
internal enum LiquidVoid
{
    Empty,
    Blank,
}

/// <summary><c>left == right</c> and its like.</summary>
internal sealed class LiquidComparison(int offset, string sign, LiquidExpression left, LiquidExpression right) : LiquidExpression(offset)
{
    protected override object? Value(LiquidRendering rendering)
    {
        var (a, b) = (left.Evaluate(rendering), right.Evaluate(rendering));
        return sign switch
        {
            "==" => AreEqual(a, b),
            "!=" or "<>" => !AreEqual(a, b),
            "<" => Order(a, b) < 0,
            ">" => Order(a, b) > 0,
            "<=" => Order(a, b) <= 0,
            ">=" => Order(a, b) >= 0,
            _ => Contains(a, b, rendering.Budget),
        };
    }

    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (LiquidVoid kind, _) => IsVoid(b, kind),
        (_, LiquidVoid kind) => IsVoid(a, kind),
        (HtmlText text, _) => AreEqual(text.Html, b),
        (_, HtmlText text) => AreEqual(a, text.Html),
        (DateTimeOffset, string) or (string, DateTimeOffset) => Order(a, b) == 0,
        _ => Equals(a, b),
    };

    /// <summary>How two values are ordered; null when they can't be, and every ordering is then false.</summary>
    public static int? Order(object? a, object? b) => (a, b) switch
    {
        (string x, string y) => string.CompareOrdinal(x, y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        (DateTimeOffset x, string y) => LiquidDate.Parse(y) is { } date ? x.CompareTo(date) : null,
        (string x, DateTimeOffset y) => LiquidDate.Parse(x) is { } date ? date.CompareTo(y) : null,
        _ => Number(a) is { } x && Number(b) is { } y ? x.CompareTo(y) : null,
    };

    public static double? Number(object? value) => value switch
    {
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static bool IsVoid(object? value, LiquidVoid kind) => value switch
    {
        string text => kind == LiquidVoid.Blank ? string.IsNullOrWhiteSpace(text) : text.Length == 0,
        null or false => kind == LiquidVoid.Blank,
        bool or double or DateTimeOffset => false,
        _ => ExpressionValue.Items(value) is { Count: 0 },
    };

    private static bool Contains(object? whole, object? part, EvaluationBudget budget)
    {
        if (whole is not string text)
        {
            if (ExpressionValue.Items(whole) is not { } items)
                return false;
            budget.ChargeItems(items.Count);
            return items.Any(item => AreEqual(item, part));
        }
        var sought = ExpressionValue.ToText(part);
        budget.ChargeSearch(text.Length, sought.Length);
        return part is not null && text.Contains(sought, StringComparison.Ordinal);
    }
}
