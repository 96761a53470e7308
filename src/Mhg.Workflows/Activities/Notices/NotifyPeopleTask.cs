using Mhg.ContentManagement;
using Mhg.Expressions.Liquid;
using Mhg.Html;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>Writes a notice to people: the Liquid templates <c>Subject</c>, <c>Summary</c>, <c>TextBody</c>, <c>HtmlBody</c>.</summary>
public abstract class NotifyPeopleTask(Notifier notifier, HtmlSanitizer sanitizer, TimeProvider time) : Activity
{
    private const string NobodyFound = "Failed: no user found";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName, "Failed", NobodyFound];

    /// <inheritdoc/>
    public override string Category => "Notices";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
    [
        new("Subject", SettingKind.Liquid, "Subject"),
        new("Summary", SettingKind.Liquid, "Summary") { Hint = "What it is about, in a sentence." },
        new("TextBody", SettingKind.Liquid, "Text") { IsLong = true },
        new("HtmlBody", SettingKind.Liquid, "Text as HTML") { IsLong = true },
        new("IsHtmlPreferred", SettingKind.Flag, "Show the HTML"),
    ];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(context, cancellationToken);
        if (people.Count == 0)
            return ActivityResult.Follow(NobodyFound);
        var notice = new Notice(
            "", "", time.GetUtcNow().UtcDateTime, Line(context, "Subject"), Line(context, "Summary"), context.Render("TextBody").Trim(),
            sanitizer.Sanitize(context.Render("HtmlBody", LiquidEncoding.Html)), context.Record.Flag("IsHtmlPreferred"), context.ContentItem?.ContentItemId);
        await notifier.TellAsync([.. people.Select(person => notice with { NoticeId = ContentId.New(), UserId = person.UserId })], cancellationToken);
        context.SetLastResult(people.Count);
        return ActivityResult.Done;
    }

    /// <summary>Whom it is for.</summary>
    protected abstract ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken);

    private static string Line(ActivityContext context, string property) => context.Render(property).ReplaceLineEndings(" ").Trim();
}
