using System.Text.Json;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Archive.Indexing;

/// <summary>What the index is made from, as it is at this moment.</summary>
/// <param name="Definition">The definition of the index that the site searches.</param>
/// <param name="Model">The content definitions.</param>
/// <param name="Store">The content.</param>
internal sealed record IndexSource(IndexDefinition Definition, ContentModel Model, IContentStore Store)
{
    /// <summary>Looks it up; null where no index is defined.</summary>
    public static async Task<IndexSource?> FindAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var settings = await services.GetRequiredService<SiteSettings>().SectionAsync<LuceneSettings>(cancellationToken);
        var all = await services.GetRequiredService<IDocumentStore>().SnapshotAsync(
            IndexDefinition.Kind,
            stored => stored.ToDictionary(entry => entry.Key, entry => entry.Value.Deserialize<IndexDefinition>(ContentJson.Options)!, StringComparer.Ordinal),
            cancellationToken);
        return all.GetValueOrDefault(settings.SearchIndex) is { } definition
            ? new IndexSource(definition, await services.GetRequiredService<ContentDefinitions>().ModelAsync(cancellationToken), services.GetRequiredService<IContentStore>())
            : null;
    }

    /// <summary>How documents are made from it.</summary>
    public async Task<ContentDocuments> DocumentsAsync(CancellationToken cancellationToken) =>
        new(Definition, Model, await Vocabulary.ReadAsync(Model, Store, cancellationToken));

    /// <summary>Whether documents were made by these definitions.</summary>
    public bool IsOf(ContentDocuments documents) => documents.Definition == Definition && documents.Model == Model;

    /// <summary>Where the change log ends.</summary>
    public async Task<LogPlace> NewestChangeAsync(CancellationToken cancellationToken) =>
        await EntryAsync(await Store.LastChangeAsync(cancellationToken), cancellationToken) ?? LogPlace.Start;

    /// <summary>Whether the change log has this place; it has not where the database is another one, or was put back to an earlier state.</summary>
    public async Task<bool> HasAsync(LogPlace place, CancellationToken cancellationToken) =>
        await EntryAsync(place.Number, cancellationToken) == place;

    private async Task<LogPlace?> EntryAsync(long number, CancellationToken cancellationToken) =>
        await Store.ListChangesAsync(number - 1, 1, cancellationToken) is [var change] && change.Number == number ? LogPlace.Of(change) : null;
}
