using Mhg.Workflows.Timers;

namespace Mhg.Workflows.Activities.Timers;

/// <summary>
/// A time has come: each time that <c>CronExpression</c> names where it starts workflows, the next such time where one waits for it.
/// It counts in UTC, or in the site's zone where <c>UseSiteTimeZone</c> is set.
/// </summary>
public sealed class TimerEvent(ISiteZone site, TimeProvider time) : EventActivity
{
    /// <inheritdoc/>
    public override string Category => "Time";

    /// <inheritdoc/>
    public override string Summary => "A time has come: again and again where it starts the workflow, the next time where the workflow waits for it.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("CronExpression", SettingKind.Text, "When")
        {
            Hint = "Minute, hour, day of the month, month, day of the week: 30 8 * * MON-FRI is half past eight on working days.",
            Default = "*/5 * * * *",
        },
        new("UseSiteTimeZone", SettingKind.Flag, "In the site's time zone rather than UTC"),
    ];

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        try
        {
            if (ScheduleOf(check.Record).NextAfter(time.GetUtcNow().UtcDateTime, TimeZoneInfo.Utc) is null)
                check.Problem("CronExpression", "There is no such day in any year.");
        }
        catch (FormatException exception)
        {
            check.Problem("CronExpression", exception.Message);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        await NextDueAsync(context.Record, site, time, cancellationToken) is { } due ? ActivityResult.HaltUntil(due) : ActivityResult.Halt;

    /// <inheritdoc/>
    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.SetLastResult(nameof(TimerEvent));
        return new(ActivityResult.Done);
    }

    internal static async ValueTask<DateTime?> NextDueAsync(ActivityRecord record, ISiteZone site, TimeProvider time, CancellationToken cancellationToken) =>
        ScheduleOf(record).NextAfter(
            time.GetUtcNow().UtcDateTime, record.Flag("UseSiteTimeZone") ? await site.SiteZoneAsync(cancellationToken) : TimeZoneInfo.Utc);

    // Every five minutes unless set, as in Orchard Core.
    private static CronSchedule ScheduleOf(ActivityRecord record) => CronSchedule.Parse(record.Text("CronExpression") is { Length: > 0 } text ? text : "*/5 * * * *");
}
