using Mhg.Html;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;

namespace Mhg.Workflows.Activities.Notices;

/// <summary>Writes a notice to the one who owns the content item that the newest event was about.</summary>
public sealed class NotifyContentOwnerTask(Notifier notifier, IPeople people, HtmlSanitizer sanitizer, TimeProvider time)
    : NotifyPeopleTask(notifier, sanitizer, time)
{
    /// <inheritdoc/>
    public override string Summary => "Writes a notice to the owner of the item.";

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
