using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;

namespace Mhg.ContentManagement.Recipes;

/// <summary>Writes definitions and content as recipe steps, in a form that can be run again without changing anything.</summary>
public sealed class ContentExport(ContentDefinitions definitions, IContentStore store)
{
    private const int PageSize = 500;

    /// <summary>A <c>ReplaceContentDefinition</c> step with the types and the parts that they use.</summary>
    /// <param name="contentTypes">Only these types; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<JsonObject> DefinitionsAsync(IReadOnlyCollection<string>? contentTypes, CancellationToken cancellationToken)
    {
        var (types, parts) = await definitions.ExportAsync(cancellationToken);
        var model = await definitions.ModelAsync(cancellationToken);
        var chosen = types.Where(type => contentTypes?.Contains((string?)type["Name"] ?? "") ?? true).ToList();
        var used = contentTypes is null
            ? null
            : model.Types.Values.Where(type => contentTypes.Contains(type.Name)).SelectMany(type => type.Parts).Select(part => part.PartName).ToHashSet();
        return new JsonObject
        {
            ["name"] = "ReplaceContentDefinition",
            ["ContentTypes"] = new JsonArray([.. chosen]),
            ["ContentParts"] = new JsonArray([.. parts.Where(part => used?.Contains((string?)part["Name"] ?? "") ?? true)]),
        };
    }

    /// <summary>
    /// The items, by type and then by id; an item that is published and has a newer draft yields both versions, the published one first.
    /// </summary>
    /// <param name="contentTypes">Only these types; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<JsonObject> ItemsAsync(
        IReadOnlyCollection<string>? contentTypes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        foreach (var type in model.Types.Keys.Where(type => contentTypes?.Contains(type) ?? true).Order(StringComparer.Ordinal))
        {
            for (var skip = 0; ; skip += PageSize)
            {
                var page = await store.QueryAsync(new ContentQuery
                {
                    Version = VersionOptions.Latest,
                    ContentTypes = [type],
                    Order = new ContentOrder(ContentOrderKind.Id, false),
                    Skip = skip,
                    Take = PageSize,
                }, cancellationToken);
                var drafts = page.Where(item => item.IsDraft).Select(item => item.ContentItemId).ToList();
                var published = (await store.FindAsync(drafts, VersionOptions.Published, cancellationToken)).ToDictionary(item => item.ContentItemId);
                foreach (var item in page)
                {
                    if (published.TryGetValue(item.ContentItemId, out var before))
                        yield return before.ToJson();
                    yield return item.ToJson();
                }
                if (page.Count < PageSize)
                    break;
            }
        }
    }
}
