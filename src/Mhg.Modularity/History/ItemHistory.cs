using Mhg.ContentManagement.Storage;
using Mhg.Modularity.People;
using Mhg.Workflows.UserTasks;

namespace Mhg.Modularity.History;

/// <summary>What became of items, for those who may see their drafts: versions, decisions and comments in one list.</summary>
public sealed class ItemHistory(IAuditLog audit, IPeopleDirectory people)
{
    /// <summary>An item's history, the newest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> OfAsync(string contentItemId, CancellationToken cancellationToken)
    {
        var events = await audit.ListAsync(contentItemId, cancellationToken);
        var names = await people.NamesAsync([.. events.SelectMany(happened => (string?[])[happened.UserId, InvitedById(happened)]).OfType<string>().Distinct()], cancellationToken);
        return [.. events.Select(happened => new HistoryEntry(
            happened, names.GetValueOrDefault(happened.UserId ?? "") ?? (happened.UserName == "site" ? "The site" : happened.UserName))
        {
            InvitedBy = names.GetValueOrDefault(InvitedById(happened) ?? ""),
        })];
    }

    /// <summary>Who made a version, as people know them; null where its history does not say.</summary>
    public static string? AuthorOf(IEnumerable<HistoryEntry> history, string contentItemVersionId) =>
        history.LastOrDefault(entry => entry.Kind == HistoryKind.Version && entry.Event.ContentItemVersionId == contentItemVersionId)?.Who;

    private static string? InvitedById(AuditEvent happened) => (string?)happened.Data?[nameof(Decision.InvitedById)];
}
