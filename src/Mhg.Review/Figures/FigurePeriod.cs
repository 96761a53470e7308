using Mhg.Review.Assigning;
using Mhg.Review.Away;

namespace Mhg.Review.Figures;

/// <summary>The days that figures are about.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
public sealed record FigurePeriod(DateOnly First, DateOnly Last)
{
    /// <summary>How many months tell how it went: the last ones of a longer period.</summary>
    public const int MostMonths = 12;

    // Nothing was decided before there was this program, and days at the ends of the calendar have no moments in every zone.
    private static readonly DateOnly Beginning = new(2000, 1, 1);

    /// <summary>The months, each by its first day, the earliest first.</summary>
    public IReadOnlyList<DateOnly> Months
    {
        get
        {
            var last = MonthOf(Last);
            var count = Math.Min(MostMonths, ((last.Year - First.Year) * 12) + last.Month - First.Month + 1);
            return [.. Enumerable.Range(0, count).Select(i => last.AddMonths(i - count + 1))];
        }
    }

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Reads a period as browsers send it. What is empty is the last twelve months until today.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="today">The day that it is.</param>
    /// <param name="fault">What is wrong with it, at which of the two; null for nothing.</param>
    public static FigurePeriod Read(string? from, string? until, DateOnly today, out (string Field, string Message)? fault)
    {
        var (first, last) = (AwayModel.Day(from), AwayModel.Day(until));
        fault = from is { Length: > 0 } && first is null ? (nameof(FiguresModel.From), "The first day is no day.")
            : until is { Length: > 0 } && last is null ? (nameof(FiguresModel.Until), "The last day is no day.")
            : last < Beginning ? (nameof(FiguresModel.Until), $"There are no figures from before {Assignments.Say(Beginning)}.")
            : null;
        var end = last is null || last > today || last < Beginning ? today : last.Value;
        if (fault is null && first > end)
            fault = (nameof(FiguresModel.From), $"The first day is after the last one, {Assignments.Say(end)}.");
        var begin = fault is not null || first is null ? MonthOf(end).AddMonths(1 - MostMonths) : first.Value;
        return new FigurePeriod(begin < Beginning ? Beginning : begin, end);
    }
}
