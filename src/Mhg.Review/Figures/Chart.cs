using System.Globalization;

namespace Mhg.Review.Figures;

/// <summary>A chart of bars: the model of <c>_Bars</c>, where they lie below one another, and of <c>_Columns</c>, where they stand side by side.</summary>
/// <param name="Id">The chart's id on its page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Bars">The bars.</param>
public sealed record Chart(string Id, string Title, IReadOnlyList<Bar> Bars)
{
    /// <summary>What it shows in a sentence, for those who do not see it.</summary>
    public string Description => Bars.MaxBy(bar => bar.Value) is { Value: > 0 } greatest
        ? $"Greatest: {greatest.Label}, {greatest.Text}. The table beneath has all values."
        : "Nothing to show.";

    /// <summary>The least value that fills a chart: against less the longest bar would look long, and is next to nothing. In hours for times.</summary>
    public double Least { get; init; }

    private double Greatest => Math.Max(Least, Bars.Max(bar => bar.Value));

    /// <summary>How long a bar is, against the longest.</summary>
    public double Share(Bar bar)
    {
        ArgumentNullException.ThrowIfNull(bar);
        return Greatest == 0 ? 0 : bar.Value / Greatest;
    }

    /// <summary>A number as SVG reads it.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A bar.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">How long it is.</param>
/// <param name="Text">The value in words.</param>
public sealed record Bar(string Label, double Value, string Text);

/// <summary>Times in words.</summary>
public static class Duration
{
    /// <summary>A minute in hours: a chart of shorter times shows next to nothing.</summary>
    public const double Minute = 1.0 / 60;

    /// <summary><c>2.5 days</c>, <c>3 hours</c> or <c>12 minutes</c>, whatever reads best.</summary>
    public static string Say(TimeSpan time) => time.TotalMinutes < 1 ? "less than a minute" : In(time, UnitOf(time));

    /// <summary>The unit in which times up to this one read best.</summary>
    public static string UnitOf(TimeSpan longest) => longest.TotalHours >= 48 ? "days" : longest.TotalMinutes >= 120 ? "hours" : "minutes";

    /// <summary>A time in a unit, as a number: <c>2.5</c>.</summary>
    public static string NumberIn(TimeSpan time, string unit) => unit == "minutes" && time.TotalMinutes < 1 ? "<1" : Math.Round(unit switch
    {
        "days" => time.TotalDays,
        "hours" => time.TotalHours,
        _ => time.TotalMinutes,
    }, unit == "minutes" ? 0 : 1).ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string In(TimeSpan time, string unit) => NumberIn(time, unit) is var number && number == "1" ? $"1 {unit[..^1]}" : $"{number} {unit}";
}
