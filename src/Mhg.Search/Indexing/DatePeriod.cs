using System.Globalization;

namespace Mhg.Search.Indexing;

/// <summary>A year, month, day or point in time in ISO 8601, as the milliseconds since 1970 (UTC) that it spans.</summary>
/// <param name="First">Its first millisecond.</param>
/// <param name="Last">Its last millisecond.</param>
internal readonly record struct DatePeriod(long First, long Last)
{
    private static readonly string[] Points =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK",
    ];

    public static bool TryParse(string text, out DatePeriod period)
    {
        if (Parse(text, ["yyyy-MM-dd"], out var day)) period = Days(day, 1);
        else if (Parse(text, ["yyyy-MM"], out var month)) period = Days(month, DateTime.DaysInMonth(month.Year, month.Month));
        else if (Parse(text, ["yyyy"], out var year)) period = Days(year, DateTime.IsLeapYear(year.Year) ? 366 : 365);
        else if (Parse(text, Points, out var point)) period = new(point.ToUnixTimeMilliseconds(), point.ToUnixTimeMilliseconds());
        else
        {
            period = default;
            return false;
        }
        return true;
    }

    // The end of the last day that there is can't be written as the beginning of the next one.
    private static DatePeriod Days(DateTimeOffset from, int days) => new(from.ToUnixTimeMilliseconds(), from.ToUnixTimeMilliseconds() + days * TimeSpan.MillisecondsPerDay - 1);

    private static bool Parse(string text, string[] formats, out DateTimeOffset value) => DateTimeOffset.TryParseExact(text, formats,
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
}
