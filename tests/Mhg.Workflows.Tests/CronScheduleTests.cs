using Mhg.Workflows.Timers;

namespace Mhg.Workflows.Tests;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("*/5 * * * *", "2026-11-21 08:03", "2026-11-21 08:05")]
    [InlineData("*/5 * * * *", "2026-11-21 08:05", "2026-11-21 08:10")]
    [InlineData("30 8 * * *", "2026-11-21 08:30", "2026-11-22 08:30")]
    [InlineData("0 0 1 1 *", "2026-01-01 00:00", "2027-01-01 00:00")]
    [InlineData("0 12 29 2 *", "2096-03-01 00:00", "2104-02-29 12:00")]
    [InlineData("15,45 9-17/4 * * MON-FRI", "2026-11-20 17:45", "2026-11-23 09:15")]
    [InlineData("0 9 * jan,Jul sun", "2026-02-01 00:00", "2026-07-05 09:00")]
    [InlineData("0 9 * * 7", "2026-11-21 00:00", "2026-11-22 09:00")]
    [InlineData("0 9 13 * 5", "2026-03-14 00:00", "2026-11-13 09:00")]
    [InlineData("7/20 * * * *", "2026-11-21 08:07", "2026-11-21 08:27")]
    [InlineData("7/2147483647 * * * *", "2026-11-21 08:07", "2026-11-21 09:07")]
    [InlineData("0 0 29 2 MON", "2026-11-21 00:00", "2044-02-29 00:00")]
    public void The_next_time_in_UTC(string expression, string after, string expected) => NextIn("Etc/UTC", expression, after).ShouldBe(expected);

    /// <summary>In Berlin the clock goes from 01:59 to 03:00 on 29 March 2026, and from 02:59 back to 02:00 on 25 October 2026.</summary>
    [Theory]
    [InlineData("30 8 * * *", "2026-03-28 07:30", "2026-03-29 06:30")]
    [InlineData("30 8 * * *", "2026-10-24 06:30", "2026-10-25 07:30")]
    // Skipped: as soon as the skipped hour is over, once, and on the next day as ever.
    [InlineData("30 2 * * *", "2026-03-28 01:30", "2026-03-29 01:00")]
    [InlineData("30 2 * * *", "2026-03-29 01:00", "2026-03-30 00:30")]
    [InlineData("0,30 2 * * *", "2026-03-28 01:30", "2026-03-29 01:00")]
    [InlineData("0 3 * * *", "2026-03-29 00:59", "2026-03-29 01:00")]
    // Twice: the first time counts.
    [InlineData("30 2 * * *", "2026-10-24 00:30", "2026-10-25 00:30")]
    [InlineData("30 2 * * *", "2026-10-25 00:30", "2026-10-26 01:30")]
    // What keeps pace keeps it.
    [InlineData("*/30 * * * *", "2026-03-29 00:30", "2026-03-29 01:00")]
    [InlineData("*/30 * * * *", "2026-10-25 00:30", "2026-10-25 01:00")]
    [InlineData("*/30 * * * *", "2026-10-25 01:00", "2026-10-25 01:30")]
    [InlineData("0 */2 * * *", "2026-03-28 23:00", "2026-03-29 02:00")]
    [InlineData("15 2-3 * * *", "2026-03-29 00:00", "2026-03-29 01:15")]
    [InlineData("0 0 * * *", "2026-03-28 23:00", "2026-03-29 22:00")]
    public void Clocks_that_change_in_Berlin(string expression, string after, string expected) => NextIn("Europe/Berlin", expression, after).ShouldBe(expected);

    [Theory]
    [InlineData("30 8 * * *", "2026-03-29 00:30", "2026-03-30 00:30")]
    [InlineData("0 0 1 * *", "2026-10-25 00:00", "2026-10-31 16:00")]
    [InlineData("0 7 * * MON", "2026-11-21 08:00", "2026-11-22 23:00")]
    public void Clocks_that_do_not_in_Kuala_Lumpur(string expression, string after, string expected) => NextIn("Asia/Kuala_Lumpur", expression, after).ShouldBe(expected);

    [Theory]
    // Beirut skips the hour after midnight, Lord Howe Island half an hour; Samoa once skipped a day.
    [InlineData("Asia/Beirut", "30 0 * * *", "2026-03-28 12:00", "2026-03-28 22:00")]
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-03 12:00", "2026-10-03 15:30")]
    [InlineData("Pacific/Apia", "0 12 30 12 *", "2011-12-01 00:00", "2011-12-30 10:00")]
    public void Stranger_changes(string zone, string expression, string after, string expected) => NextIn(zone, expression, after).ShouldBe(expected);

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void A_day_that_no_year_has(string expression) =>
        CronSchedule.Parse(expression).NextAfter(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeZoneInfo.Utc).ShouldBeNull();

    [Theory]
    [InlineData("", "0 fields")]
    [InlineData("0 0 * * * *", "6 fields")]
    [InlineData("60 * * * *", "“60” is no minute")]
    [InlineData("* 24 * * *", "“24” is no hour")]
    [InlineData("* * 0 * *", "“0” is no day of the month")]
    [InlineData("* * * 13 *", "“13” is no month")]
    [InlineData("* * * * 8", "“8” is no day of the week")]
    [InlineData("5-1 * * * *", "“5-1” is no minute")]
    [InlineData("*/0 * * * *", "“*/0” is no minute")]
    [InlineData("1,,2 * * * *", "“1,,2” is no minute")]
    [InlineData("* * * foo *", "“foo” is no month")]
    [InlineData("-1 * * * *", "“-1” is no minute")]
    public void What_is_no_expression_is_refused_with_the_reason(string expression, string reason) =>
        Should.Throw<FormatException>(() => CronSchedule.Parse(expression)).Message.ShouldContain(reason);

    /// <summary>Held against a loop over every minute, in zones whose clocks change at different hours and by different steps.</summary>
    [Fact]
    public void Every_time_is_found_and_no_other()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] zones = ["Europe/Berlin", "Asia/Kuala_Lumpur", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "America/St_Johns"];
        for (var round = 0; round < 60; round++)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(zones[random.Next(zones.Length)]);
            // Paced ones: all that counts for them is what the clock shows.
            var (hours, days) = (random.Next(2) == 0 ? "*" : $"{random.Next(3)}-{3 + random.Next(20)}", random.Next(2) == 0 ? "*" : $"{1 + random.Next(28)}");
            var expression = $"{random.Next(60)},*/{1 + random.Next(59)} {hours} {days} * *";
            var (minutes, first, last) = (expression.Split(' ')[0], hours == "*" ? 0 : int.Parse(hours.Split('-')[0]), hours == "*" ? 23 : int.Parse(hours.Split('-')[1]));
            var (single, step) = (int.Parse(minutes.Split(',')[0]), int.Parse(minutes.Split('/')[1]));
            var schedule = CronSchedule.Parse(expression);
            var at = new DateTime(2026, random.Next(2) == 0 ? 3 : 10, 1, 0, random.Next(60), random.Next(60), DateTimeKind.Utc);
            var found = schedule.NextAfter(at, zone);
            for (var minute = at.AddSeconds(-at.Second).AddMinutes(1); minute < at.AddDays(10); minute = minute.AddMinutes(1))
            {
                var local = TimeZoneInfo.ConvertTimeFromUtc(minute, zone);
                var isDue = (local.Minute == single || local.Minute % step == 0) && local.Hour >= first && local.Hour <= last && (days == "*" || local.Day == int.Parse(days));
                (minute == found).ShouldBe(isDue, $"seed {seed}: {expression} in {zone.Id} at {minute:s}, found {found:s}");
                if (isDue)
                    found = schedule.NextAfter(minute, zone);
            }
        }
    }

    private static string NextIn(string zone, string expression, string after) =>
        CronSchedule.Parse(expression).NextAfter(
            DateTime.SpecifyKind(DateTime.Parse(after), DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone))!.Value.ToString("yyyy-MM-dd HH:mm");
}
