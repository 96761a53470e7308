using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;

namespace Mhg.Web.Editing;

/// <summary>The items in the list of another item, for those who edit it.</summary>
public sealed class ListedItems(IContentStore store, ContentManager contents, ContentDefinitions definitions, ContentAccess access, IUnitOfWork unitOfWork, CurrentActor current)
{
    // As many as a page that is edited as a whole can show.
    private const int MostItems = 200;

    /// <summary>The latest versions that the actor may see, in the list's order.</summary>
    public async Task<IReadOnlyList<ContentItem>> OfAsync(string listId, CancellationToken cancellationToken)
    {
        var items = await store.QueryAsync(Query(listId), cancellationToken);
        return [.. items.Where(item => access.MayPreview(current.Actor, item))];
    }

    /// <summary>The types of which the actor may add items.</summary>
    public async Task<IReadOnlyList<ContentTypeDefinition>> AddableAsync(ContentItem list, ListPartSettings settings, CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        return [.. settings.ContainedContentTypes.Select(name => model.Types.GetValueOrDefault(name)).OfType<ContentTypeDefinition>()
            .Where(type => access.MayCreateIn(current.Actor, type, list))];
    }

    /// <summary>Puts a new item at the end of a list.</summary>
    public async Task AppendAsync(ContentItem item, ContentItem list, CancellationToken cancellationToken)
    {
        var last = await store.QueryAsync(Query(list.ContentItemId) with { Order = ContentOrder.By(ContainedPart.OrderName, descending: true), Take = 1 }, cancellationToken);
        item.Apply(new ContainedPart
        {
            ListContentItemId = list.ContentItemId,
            ListContentType = list.ContentType,
            Order = last.Count == 0 ? 0 : last[0].As<ContainedPart>().Order + 1,
        });
    }

    /// <summary>Moves an item one place up or down: new drafts of those whose place changes, all or none.</summary>
    /// <returns>Whether something moved.</returns>
    public Task<bool> MoveAsync(string listId, string itemId, int by, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var items = (await OfAsync(listId, token)).ToList();
        var from = items.FindIndex(item => item.ContentItemId == itemId);
        var to = from + by;
        if (from < 0 || to < 0 || to >= items.Count || !access.MayEdit(current.Actor, items[from]) || !access.MayEdit(current.Actor, items[to]))
            return false;
        (items[from], items[to]) = (items[to], items[from]);
        // The places that there are, given out in the new order: only the two that changed places get new drafts,
        // unless places were shared.
        var places = items.Select(item => item.As<ContainedPart>().Order).Order().ToList();
        if (places.Distinct().Count() < places.Count)
            places = [.. Enumerable.Range(0, items.Count)];
        foreach (var (item, place) in items.Zip(places))
        {
            var contained = item.As<ContainedPart>();
            if (contained.Order == place)
                continue;
            item.Apply(contained with { Order = place });
            await contents.SaveDraftAsync(item, item.ContentItemVersionId, token);
        }
        return true;
    }, cancellationToken);

    private static ContentQuery Query(string listId) => new()
    {
        Version = VersionOptions.Latest,
        References = [new ReferenceFilter(listId, ContainedPart.ReferenceName)],
        Order = ContentOrder.By(ContainedPart.OrderName),
        Take = MostItems,
    };
}
