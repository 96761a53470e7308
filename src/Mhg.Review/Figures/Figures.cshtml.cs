using Mhg.Modularity.Permissions;
using Mhg.Review.Assigning;
using Mhg.Workflows.Timers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Figures;

/// <summary>What waits for a review, how long reviews take, and what is decided.</summary>
[RequirePermission(Startup.ViewFiguresName)]
public sealed class FiguresModel(ReviewFigures figures, SiteDays days) : PageModel
{
    /// <summary>The figures.</summary>
    public ReviewFigureSet Figures { get; private set; } = null!;

    /// <summary>The first day as it was sent, or as it is taken.</summary>
    public string? From { get; private set; }

    /// <summary>The last day as it was sent, or as it is taken.</summary>
    public string? Until { get; private set; }

    public async Task OnGetAsync(string? from, string? until, CancellationToken cancellationToken)
    {
        var period = FigurePeriod.Read(from, until, await days.TodayAsync(cancellationToken), out var fault);
        if (fault is var (field, message))
            ModelState.AddModelError(field, $"{message} These are the figures from {Assignments.Say(period.First)} until {Assignments.Say(period.Last)}.");
        (From, Until) = fault is null ? (Away.AwayModel.Say(period.First), Away.AwayModel.Say(period.Last)) : (from, until);
        Figures = await figures.OfAsync(period, cancellationToken);
    }

    /// <summary>The times of a stage month by month, in one unit.</summary>
    public Chart MonthsOf(string stage, int number)
    {
        var times = Figures.TimesByMonth.Where(time => time.Stage == stage).ToDictionary(time => time.Month!.Value);
        var unit = Duration.UnitOf(times.Values.Select(time => time.Median).DefaultIfEmpty().Max());
        return new Chart($"months-{number}", $"{stage}: median {unit} by month",
            [.. Figures.Period.Months.Select(month => times.TryGetValue(month, out var time)
                ? new Bar($"{month:MMM}", time.Median.TotalHours, Duration.NumberIn(time.Median, unit))
                : new Bar($"{month:MMM}", 0, "–"))]) { Least = Duration.Minute };
    }
}
