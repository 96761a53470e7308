using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.Html;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks.Stages;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>
/// Writes a notice to the people whom the Liquid template <c>UserNames</c> names, with commas, semicolons or lines between. One about
/// an item goes to those as well who stand in for somebody of them today, where they may see the draft.
/// </summary>
public sealed class NotifyUserTask(Notifier notifier, IPeople people, StagePeople stagePeople, ContentAccess access, HtmlSanitizer sanitizer, TimeProvider time)
    : NotifyPeopleTask(notifier, sanitizer, time)
{
    private static readonly char[] Separators = [',', ';', '\n', '\r'];

    /// <inheritdoc/>
    public override string Summary => "Writes a notice to people by their user names.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [new("UserNames", SettingKind.Liquid, "User names") { IsRequired = true, Hint = "With commas, semicolons or lines between." }, .. base.Settings];

    /// <inheritdoc/>
    protected override async ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var names = context.Render("UserNames").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var named = names.Length == 0 ? [] : await people.FindByNamesAsync([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
        return context.ContentItem is { } item ? [.. named, .. await StandInsAsync(named, item, cancellationToken)] : named;
    }

    private async Task<List<Person>> StandInsAsync(IReadOnlyList<Person> named, ContentItem item, CancellationToken cancellationToken)
    {
        var ids = named.Select(person => person.UserId).ToList();
        var found = new List<Person>();
        foreach (var id in (await stagePeople.WithStandInsAsync(ids, cancellationToken)).Except(ids))
        {
            if (people.Find(id) is { } standIn && access.MayPreview(await people.ActorAsync(id, cancellationToken), item))
                found.Add(standIn);
        }
        return found;
    }
}
