using Mhg.ContentManagement;
using Mhg.Expressions.Liquid;
using Mhg.Html;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>Writes a notice to people: the Liquid templates <c>Subject</c>, <c>Summary</c>, <c>TextBody</c>, <c>HtmlBody</c>.</summary>
public abstract class NotifyPeopleTask(INoticeStore notices, HtmlSanitizer sanitizer, TimeProvider time) : Activity
{
    private const string NobodyFound = "Failed: no user found";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [ActivityResult.DoneName, "Failed", NobodyFound];

    /// <inheritdoc/>
    public override void Check(ActivityCheck check) => check.Liquid("Subject", "Summary", "TextBody", "HtmlBody");

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(context, cancellationToken);
        if (people.Count == 0)
            return ActivityResult.Follow(NobodyFound);
        var notice = new Notice(
            "", "", time.GetUtcNow().UtcDateTime, Line(context, "Subject"), Line(context, "Summary"), context.Render("TextBody").Trim(),
            sanitizer.Sanitize(context.Render("HtmlBody", LiquidEncoding.Html)), context.Record.Flag("IsHtmlPreferred"), context.ContentItem?.ContentItemId);
        await notices.AddAsync([.. people.Select(person => notice with { NoticeId = ContentId.New(), UserId = person.UserId })], cancellationToken);
        context.SetLastResult(people.Count);
        return ActivityResult.Done;
    }

    /// <summary>Whom it is for.</summary>
    protected abstract ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken);

    private static string Line(ActivityContext context, string property) => context.Render(property).ReplaceLineEndings(" ").Trim();
}

/// <summary>Writes a notice to the people whom the Liquid template <c>UserNames</c> names, with commas, semicolons or lines between.</summary>
public sealed class NotifyUserTask(INoticeStore notices, IPeople people, HtmlSanitizer sanitizer, TimeProvider time)
    : NotifyPeopleTask(notices, sanitizer, time)
{
    private static readonly char[] Separators = [',', ';', '\n', '\r'];

    /// <inheritdoc/>
    public override void Check(ActivityCheck check)
    {
        check.Required("UserNames");
        check.Liquid("UserNames");
        base.Check(check);
    }

    /// <inheritdoc/>
    protected override async ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var names = context.Render("UserNames").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 ? [] : await people.FindByNamesAsync([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
    }
}

/// <summary>Writes a notice to the one who owns the content item that the newest event was about.</summary>
public sealed class NotifyContentOwnerTask(INoticeStore notices, IPeople people, HtmlSanitizer sanitizer, TimeProvider time)
    : NotifyPeopleTask(notices, sanitizer, time)
{
    /// <inheritdoc/>
    protected override async ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context.ContentItem is not { } item)
            return [];
        if (people.Find(item.Owner) is { } owner)
            return [owner];
        // Recipes name the owner by user name, or an account of another site; the author is the next best.
        var named = await people.FindByNamesAsync([item.Owner, item.Author], cancellationToken);
        return [.. named.OrderByDescending(person => string.Equals(person.UserName, item.Owner, StringComparison.OrdinalIgnoreCase)).Take(1)];
    }
}
