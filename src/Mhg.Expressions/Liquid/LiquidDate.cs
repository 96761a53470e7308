using System.Globalization;
using System.Text;

namespace Mhg.Expressions.Liquid;

/// <summary>Reads and writes dates for the <c>date</c> filter.</summary>
internal static class LiquidDate
{
    private const int MaxFormat = 200;

    /// <summary>The date that a value stands for: a date, a text in ISO 8601, <c>now</c> or <c>today</c>, or seconds since 1970.</summary>
    public static DateTimeOffset? From(object? value, ExpressionScope scope) => value switch
    {
        DateTimeOffset date => date,
        double seconds when Math.Abs(seconds) < 2e11 => DateTimeOffset.FromUnixTimeSeconds((long)seconds),
        string text when text is "now" or "today" => TimeZoneInfo.ConvertTime(scope.Clock.GetUtcNow(), scope.TimeZone),
        string text => Parse(text),
        _ => null,
    };

    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>Writes a date by a strftime format when it holds a percent sign, by a .NET format otherwise.</summary>
    public static string Format(DateTimeOffset date, string format, CultureInfo culture)
    {
        // A sign of a format costs far more than a character of text does.
        if (format.Length > MaxFormat)
            throw new FormatException($"A date format has at most {MaxFormat} characters.");
        return format.Contains('%', StringComparison.Ordinal) ? FormatTime(date, format, culture) : date.ToString(format, culture);
    }

    // The directives of Ruby's Time#strftime, which Liquid documents as its own.
    private static string FormatTime(DateTimeOffset date, string format, CultureInfo culture)
    {
        var text = new StringBuilder(format.Length * 2);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }
            var flag = format[++i];
            if (flag is not ('-' or '^' or '0' or '_') || i + 1 == format.Length)
            {
                text.Append(Directive(date, flag, culture));
                continue;
            }
            var value = Directive(date, format[++i], culture);
            text.Append(flag switch
            {
                '-' => value.TrimStart('0', ' ') is { Length: > 0 } trimmed ? trimmed : "0",
                '^' => value.ToUpper(culture),
                '0' => value.Replace(' ', '0'),
                _ => value.TrimStart('0').PadLeft(value.Length),
            });
        }
        return text.ToString();
    }

    private static string Directive(DateTimeOffset date, char directive, CultureInfo culture) => directive switch
    {
        'Y' => date.Year.ToString(CultureInfo.InvariantCulture),
        'C' => (date.Year / 100).ToString("00", CultureInfo.InvariantCulture),
        'y' => (date.Year % 100).ToString("00", CultureInfo.InvariantCulture),
        'm' => date.Month.ToString("00", CultureInfo.InvariantCulture),
        'B' => culture.DateTimeFormat.GetMonthName(date.Month),
        'b' or 'h' => culture.DateTimeFormat.GetAbbreviatedMonthName(date.Month),
        'd' => date.Day.ToString("00", CultureInfo.InvariantCulture),
        'e' => date.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'j' => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'A' => culture.DateTimeFormat.GetDayName(date.DayOfWeek),
        'a' => culture.DateTimeFormat.GetAbbreviatedDayName(date.DayOfWeek),
        'u' => (date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'w' => ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'V' => ISOWeek.GetWeekOfYear(date.DateTime).ToString("00", CultureInfo.InvariantCulture),
        'G' => ISOWeek.GetYear(date.DateTime).ToString(CultureInfo.InvariantCulture),
        'H' => date.Hour.ToString("00", CultureInfo.InvariantCulture),
        'k' => date.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'I' => (((date.Hour + 11) % 12) + 1).ToString("00", CultureInfo.InvariantCulture),
        'l' => (((date.Hour + 11) % 12) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'p' => date.Hour < 12 ? "AM" : "PM",
        'P' => date.Hour < 12 ? "am" : "pm",
        'M' => date.Minute.ToString("00", CultureInfo.InvariantCulture),
        'S' => date.Second.ToString("00", CultureInfo.InvariantCulture),
        'L' => date.Millisecond.ToString("000", CultureInfo.InvariantCulture),
        's' => date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'z' => date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal),
        'Z' => date.Offset == TimeSpan.Zero ? "UTC" : date.ToString("zzz", CultureInfo.InvariantCulture),
        'F' => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'T' or 'X' => date.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'R' => date.ToString("HH:mm", CultureInfo.InvariantCulture),
        'D' or 'x' => date.ToString("MM/dd/yy", CultureInfo.InvariantCulture),
        'c' => FormatTime(date, "%a %b %e %H:%M:%S %Y", culture),
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => "%" + directive,
    };
}
