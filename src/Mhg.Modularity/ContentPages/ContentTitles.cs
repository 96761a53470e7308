using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Storage;

namespace Mhg.Modularity.ContentPages;

/// <summary>The titles of items that others point at, for those who work on content: those of drafts too.</summary>
public sealed class ContentTitles(IContentStore store, PublishedContent published, ContentAccess access, CurrentActor current)
{
    /// <summary>The titles by the items' ids, as far as the present actor may know of them.</summary>
    public async Task<Dictionary<string, string>> OfAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contentItemIds);
        if (contentItemIds.Count == 0)
            return [];
        var titles = (await published.FindAsync(contentItemIds, cancellationToken)).ToDictionary(entry => entry.Key, entry => entry.Value.DisplayText);
        foreach (var item in await store.FindAsync(contentItemIds, VersionOptions.Latest, cancellationToken))
        {
            if (access.MayPreview(current.Actor, item))
                titles[item.ContentItemId] = item.DisplayText;
        }
        return titles;
    }
}
