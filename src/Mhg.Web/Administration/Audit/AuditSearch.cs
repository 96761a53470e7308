using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;
using Mhg.Data.Audit;

namespace Mhg.Web.Administration.Audit;

/// <summary>What an administrator looks for in the audit, as it stands in the address.</summary>
/// <param name="Person">A part of a user name.</param>
/// <param name="What">An event's name.</param>
/// <param name="Item">An item's id, or a part of its title.</param>
public sealed record AuditSearch(string? Person, string? What, string? Item)
{
    private const int ItemsAtMost = 500;

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Person) || !string.IsNullOrEmpty(What) || !string.IsNullOrWhiteSpace(Item);

    /// <summary>The filter; titles are looked up among the latest versions.</summary>
    public async Task<AuditFilter> FilterAsync(IContentStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new AuditFilter
        {
            UserNameContains = Person?.Trim(),
            Name = What,
            ContentItemIds = Item?.Trim() is not { Length: > 0 } item ? null : [item, .. await TitledAsync(store, item, cancellationToken)],
        };
    }

    private static async Task<IEnumerable<string>> TitledAsync(IContentStore store, string title, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new ContentQuery { Version = VersionOptions.Latest, DisplayTextContains = title, Take = ItemsAtMost }, cancellationToken))
            .Select(item => item.ContentItemId);
}
