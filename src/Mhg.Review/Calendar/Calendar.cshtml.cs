using System.Globalization;
using Mhg.Modularity.Permissions;
using Mhg.Review.Queue;
using Mhg.Workflows.Timers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Review.Calendar;

/// <summary>A month with the drafts that wait for this reviewer's decision on the days by which it is wanted.</summary>
[RequirePermission(Startup.ReviewContentName)]
public sealed class CalendarModel(ReviewQueue queue, SiteDays days) : PageModel
{
    private const string MonthFormat = "yyyy-MM";

    /// <summary>The month, by its first day.</summary>
    public DateOnly Month { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>Whether only those are shown that are for this person.</summary>
    public bool IsMine { get; private set; }

    /// <summary>Those whose day is over, in any month, the longest overdue first.</summary>
    public IReadOnlyList<QueueRow> Overdue { get; private set; } = [];

    /// <summary>Those without a day.</summary>
    public IReadOnlyList<QueueRow> Undated { get; private set; } = [];

    /// <summary>All others and the overdue ones, by their days.</summary>
    public ILookup<DateOnly, QueueRow> Due { get; private set; } = Array.Empty<QueueRow>().ToLookup(_ => default(DateOnly));

    public bool HasMore { get; private set; }

    /// <summary>The days of the month in weeks, which begin on Monday; null for days of the months beside it.</summary>
    public IEnumerable<DateOnly?[]> Weeks
    {
        get
        {
            var before = ((int)Month.DayOfWeek + 6) % 7;
            var length = DateTime.DaysInMonth(Month.Year, Month.Month);
            return Enumerable.Range(0, (before + length + 6) / 7)
                .Select(week => Enumerable.Range((week * 7) - before, 7).Select(day => day >= 0 && day < length ? Month.AddDays(day) : (DateOnly?)null).ToArray());
        }
    }

    /// <summary>Whether anything is due in the month.</summary>
    public bool HasDue => Due.Any(day => day.Key.Year == Month.Year && day.Key.Month == Month.Month);

    public async Task OnGetAsync(string? month, [FromQuery(Name = "for")] string? owner, CancellationToken cancellationToken)
    {
        Today = await days.TodayAsync(cancellationToken);
        Month = DateOnly.TryParseExact(month, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 1999 and < 3000
            ? asked
            : new DateOnly(Today.Year, Today.Month, 1);
        IsMine = owner == "me";
        (var all, HasMore) = await queue.ReadAsync(cancellationToken);
        var shown = all.Where(row => !IsMine || row.Assignment.IsMine).DistinctBy(row => row.Item.ContentItemId).ToList();
        Overdue = [.. shown.Where(row => row.Assignment.IsOverdue).OrderBy(row => row.Assignment.Assignment.Due)];
        Undated = [.. shown.Where(row => row.Assignment.Assignment.Due is null)];
        Due = shown.Where(row => row.Assignment.Assignment.Due is not null).ToLookup(row => row.Assignment.Assignment.Due!.Value);
    }

    /// <summary>The address of a month; the present one has none of its own.</summary>
    public string AddressOf(DateOnly month, bool isMine)
    {
        var isPresent = month.Year == Today.Year && month.Month == Today.Month;
        string?[] query = [isPresent ? null : $"month={month.ToString(MonthFormat, CultureInfo.InvariantCulture)}", isMine ? "for=me" : null];
        return string.Join('&', query.OfType<string>()) is { Length: > 0 } chosen ? $"?{chosen}" : "";
    }
}
