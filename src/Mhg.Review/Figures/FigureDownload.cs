using System.Globalization;
using System.Text;
using Mhg.Modularity.Downloads;
using Mhg.Modularity.Permissions;
using Mhg.Workflows.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mhg.Review.Figures;

/// <summary>The figures as one table for other programs: a line a figure, with the columns that do not concern it empty.</summary>
public static class FigureDownload
{
    private static readonly string[] Columns = ["Figure", "Stage", "Type", "Month", "Action", "Count", "MedianHours"];

    /// <summary>Maps the download; its address takes what the page's does.</summary>
    public static void MapFigureDownload(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/review/figures.csv", DownloadAsync).WithMetadata(new RequirePermissionAttribute(Startup.ViewFiguresName));

    private static async Task<IResult> DownloadAsync(string? from, string? until, ReviewFigures figures, SiteDays days, CancellationToken cancellationToken)
    {
        var period = FigurePeriod.Read(from, until, await days.TodayAsync(cancellationToken), out var fault);
        return fault is var (_, message)
            ? Results.Text(message, statusCode: StatusCodes.Status400BadRequest)
            : Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Write(await figures.OfAsync(period, cancellationToken)))).ToArray(), "text/csv; charset=utf-8", "reviews.csv");
    }

    private static string Write(ReviewFigureSet figures)
    {
        IEnumerable<string?[]> lines =
        [
            Columns,
            .. figures.Waiting.Select(waiting => new[] { "Waiting now", waiting.Stage, waiting.Type, null, null, Number(waiting.Count), null }),
            .. figures.Times.Select(time => Line("Time in stage", time)),
            .. figures.TimesByType.Select(time => Line("Time in stage by type", time)),
            .. figures.TimesByMonth.Select(time => Line("Time in stage by month", time)),
            .. figures.Actions.Select(action => new[] { "Decisions", null, null, null, action.Action, Number(action.Count), null }),
        ];
        return string.Concat(lines.Select(line => $"{Csv.Line(line)}\r\n"));

        static string?[] Line(string figure, TimeFigure time) =>
            [figure, time.Stage, time.Type, time.Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture), null, Number(time.Count), Number(Math.Round(time.Median.TotalHours, 2))];

        static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
