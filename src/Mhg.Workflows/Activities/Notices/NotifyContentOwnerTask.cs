using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;
using Mhg.Html;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Mhg.Workflows.UserTasks;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>
/// Writes a notice to the one who owns the content item that the newest event was about. With <c>AlsoEditors</c>, which is this host's own, it goes to
/// those as well who last changed or submitted the item, where they may see it and are not the one who acts.
/// </summary>
public sealed class NotifyContentOwnerTask(
    Notifier notifier, IPeople people, IAuditLog audit, ContentAccess access, CurrentActor current, HtmlSanitizer sanitizer, TimeProvider time)
    : NotifyPeopleTask(notifier, sanitizer, time)
{
    /// <inheritdoc/>
    public override string Summary => "Writes a notice to the owner of the item.";

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings =>
        [.. base.Settings, new("AlsoEditors", SettingKind.Flag, "Tell who last changed or submitted it, too")];

    /// <inheritdoc/>
    protected override async ValueTask<IReadOnlyList<Person>> PeopleAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (context.ContentItem is not { } item)
            return [];
        var owner = await OwnerAsync(item, cancellationToken);
        return context.Record.Flag("AlsoEditors") ? [.. owner, .. await EditorsAsync(item, owner, cancellationToken)] : owner;
    }

    private async Task<IReadOnlyList<Person>> OwnerAsync(ContentItem item, CancellationToken cancellationToken)
    {
        if (people.Find(item.Owner) is { } owner)
            return [owner];
        // Recipes name the owner by user name, or an account of another site; the author is the next best.
        var named = await people.FindByNamesAsync([item.Owner, item.Author], cancellationToken);
        return [.. named.OrderByDescending(person => string.Equals(person.UserName, item.Owner, StringComparison.OrdinalIgnoreCase)).Take(1)];
    }

    private async Task<List<Person>> EditorsAsync(ContentItem item, IReadOnlyList<Person> owner, CancellationToken cancellationToken)
    {
        var found = new List<Person>();
        foreach (var id in DecisionRules.EditorsOf(item, await audit.ListAsync(item.ContentItemId, cancellationToken)))
        {
            if (id != current.Actor.UserId && !owner.Any(person => person.UserId == id)
                && people.Find(id) is { } editor && access.MayPreview(await people.ActorAsync(id, cancellationToken), item))
                found.Add(editor);
        }
        return found;
    }
}
