using System.Globalization;

namespace Mhg.Modularity.Shell;

/// <summary>One day or several in words.</summary>
public static class DayRange
{
    /// <summary>"24 – 27 November 2026": what both days share is said once. A range that ends before it begins is its first day.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, or null.</param>
    /// <param name="culture">The reader's language.</param>
    public static string InWords(DateOnly first, DateOnly? last, CultureInfo culture) =>
        Parts(first, last, culture) is ({ } from, { } until) ? $"{from} – {until}" : Whole(first, culture);

    /// <summary>The words of both days; the second is null where there is one day.</summary>
    internal static (string First, string? Last) Parts(DateOnly first, DateOnly? last, CultureInfo culture)
    {
        if (last is not { } until || until <= first)
            return (Whole(first, culture), null);
        var format = first.Year != until.Year ? "d MMMM yyyy" : first.Month != until.Month ? "d MMMM" : "%d";
        return (first.ToString(format, culture), Whole(until, culture));
    }

    private static string Whole(DateOnly day, CultureInfo culture) => day.ToString("d MMMM yyyy", culture);
}
