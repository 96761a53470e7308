using System.Collections;
using System.Globalization;

namespace Mhg.Workflows.Timers;

/// <summary>
/// A cron expression of five fields: minute, hour, day of the month, month, day of the week. A field is <c>*</c> or a list of
/// numbers, ranges (<c>1-5</c>) and steps (<c>*/15</c>, <c>10-30/5</c>); months and days of the week also have their English names of
/// three letters, Sunday is 0 or 7. Day of the month and day of the week have both to fit, as in NCrontab, which Orchard Core uses.
/// <para>
/// Where clocks are changed it keeps to the rules of Vixie cron: what is due once a day at a set time is neither left out because
/// that time is skipped (it comes as soon as the skipped time is over), nor done twice because it comes twice; what is due every
/// so many minutes or hours keeps its pace.
/// </para>
/// </summary>
public sealed class CronSchedule
{
    // 29 February falls on each day of the week within 28 years, and within 40 where a leap year is left out.
    private const int YearsAhead = 41;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DaysOfWeek = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly BitArray _minutes;
    private readonly BitArray _hours;
    private readonly BitArray _days;
    private readonly BitArray _months;
    private readonly BitArray _daysOfWeek;
    private readonly bool _keepsPace;

    private CronSchedule(string[] fields)
    {
        _minutes = Field("minute", fields[0], 0, 59, []);
        _hours = Field("hour", fields[1], 0, 23, []);
        _days = Field("day of the month", fields[2], 1, 31, []);
        _months = Field("month", fields[3], 1, 12, Months);
        _daysOfWeek = Field("day of the week", fields[4], 0, 7, DaysOfWeek);
        _daysOfWeek[0] |= _daysOfWeek[7];
        _keepsPace = (fields[0] + fields[1]).AsSpan().ContainsAny("*-/");
    }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static CronSchedule Parse(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 5
            ? new CronSchedule(fields)
            : throw new FormatException(
                $"“{expression}” has {fields.Length} fields instead of five: minute, hour, day of the month, month, day of the week. Every day at half past eight is “30 8 * * *”.");
    }

    /// <summary>The first moment after another one at which it is due.</summary>
    /// <param name="afterUtc">The other moment (UTC).</param>
    /// <param name="zone">The zone that its fields are meant in.</param>
    /// <returns>The moment (UTC), a whole minute; null where it is never due, say on 30 February.</returns>
    public DateTime? NextAfter(DateTime afterUtc, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var at = new DateTime(afterUtc.Ticks - (afterUtc.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
        var local = Local(at, zone);
        var end = afterUtc.Year > DateTime.MaxValue.Year - YearsAhead ? DateTime.MaxValue.AddDays(-1) : afterUtc.AddYears(YearsAhead);
        while (at < end)
        {
            // Minute by minute from the evening before a day that fits, so that no change of the clock is missed on the way to it.
            var day = DateOnly.FromDateTime(local);
            while (!Fits(day) && day.Year <= end.Year)
                day = day.AddDays(1);
            var evening = day.ToDateTime(default).AddHours(-4);
            if (local < evening)
            {
                at = DateTime.SpecifyKind(evening - zone.GetUtcOffset(evening), DateTimeKind.Utc);
                local = Local(at, zone);
            }

            at = at.AddMinutes(1);
            var before = local;
            local = Local(at, zone);
            if (IsDue(before, local, at, zone))
                return at;
        }
        return null;
    }

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) => DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);

    private bool IsDue(DateTime before, DateTime local, DateTime utc, TimeZoneInfo zone)
    {
        if (_keepsPace)
            return Fits(local);
        // The clock was put forward: what lies between would have been due.
        for (var skipped = before.AddMinutes(1); skipped < local; skipped = skipped.AddMinutes(1))
        {
            if (Fits(skipped))
                return true;
        }
        return Fits(local) && !IsSecondTime(local, utc, zone);
    }

    private static bool IsSecondTime(DateTime local, DateTime utc, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(local) && zone.GetAmbiguousTimeOffsets(local).Min() == local - DateTime.SpecifyKind(utc, DateTimeKind.Unspecified);

    private bool Fits(DateOnly day) => _days[day.Day] && _months[day.Month] && _daysOfWeek[(int)day.DayOfWeek];

    private bool Fits(DateTime local) => _minutes[local.Minute] && _hours[local.Hour] && Fits(DateOnly.FromDateTime(local));

    private static BitArray Field(string name, string text, int least, int most, string[] names)
    {
        var set = new BitArray(most + 1);
        foreach (var part in text.Split(','))
        {
            var stepAt = part.IndexOf('/', StringComparison.Ordinal);
            var range = stepAt < 0 ? part : part[..stepAt];
            var dashAt = range.IndexOf('-', StringComparison.Ordinal);
            var first = range == "*" ? least : Number(dashAt < 0 ? range : range[..dashAt]);
            var last = range == "*" ? most : dashAt >= 0 ? Number(range[(dashAt + 1)..]) : stepAt < 0 ? first : most;
            var step = stepAt < 0 ? 1 : int.TryParse(part.AsSpan(stepAt + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps > 0 ? steps : throw Wrong();
            if (first > last)
                throw Wrong();
            for (long value = first; value <= last; value += step)
                set[(int)value] = true;
        }
        return set;

        int Number(string word)
        {
            if (Array.FindIndex(names, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var named)
                return named + least;
            return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Wrong();
        }

        FormatException Wrong() =>
            new($"“{text}” is no {name}: it takes *, or numbers from {least} to {most}, ranges and steps with commas between them, such as {least}, {least}-{most} or */5.");
    }
}
