using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;

namespace Mhg.ContentManagement.Definitions;

/// <summary>The site's content types and parts: reading and changing their definitions.</summary>
public sealed class ContentDefinitions(IDocumentStore documents, IEnumerable<ContentElementType> elements)
{
    private const string Kind = "ContentDefinition";
    private const string TypePrefix = "ContentTypes/";
    private const string PartPrefix = "ContentParts/";

    /// <summary>All definitions as they are now, joined with what the elements do.</summary>
    public ValueTask<ContentModel> ModelAsync(CancellationToken cancellationToken) => documents.SnapshotAsync(Kind, Build, cancellationToken);

    /// <summary>All definitions as JSON, in the shape of a <c>ContentDefinition</c> step's lists, sorted by name.</summary>
    public async ValueTask<(IReadOnlyList<JsonObject> Types, IReadOnlyList<JsonObject> Parts)> ExportAsync(CancellationToken cancellationToken)
    {
        var all = await documents.SnapshotAsync(Kind, stored => new Definitions(
            [.. stored.Where(d => d.Key.StartsWith(TypePrefix, StringComparison.Ordinal)).OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value.DeepClone().AsObject())],
            [.. stored.Where(d => d.Key.StartsWith(PartPrefix, StringComparison.Ordinal)).OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value.DeepClone().AsObject())]),
            cancellationToken);
        return ([.. all.Types.Select(t => t.DeepClone().AsObject())], [.. all.Parts.Select(p => p.DeepClone().AsObject())]);
    }

    /// <summary>Adds or replaces a type. Unknown members are kept.</summary>
    /// <exception cref="ContentFormatException">It is no definition of a type. Every page reads all of them, so none that can't be read is stored.</exception>
    public Task SaveTypeAsync(JsonObject type, CancellationToken cancellationToken) =>
        documents.SaveAsync(Kind, TypePrefix + Read<ContentTypeDefinition>(type).Name, type, cancellationToken);

    /// <summary>Adds or replaces a part. Unknown members are kept.</summary>
    /// <exception cref="ContentFormatException">It is no definition of a part.</exception>
    public Task SavePartAsync(JsonObject part, CancellationToken cancellationToken) =>
        documents.SaveAsync(Kind, PartPrefix + Read<ContentPartDefinition>(part).Name, part, cancellationToken);

    /// <summary>Removes a type's definition; its content stays in the database.</summary>
    public Task DeleteTypeAsync(string name, CancellationToken cancellationToken) => documents.DeleteAsync(Kind, TypePrefix + name, cancellationToken);

    /// <summary>Removes a part's definition; its data stays with the content.</summary>
    public Task DeletePartAsync(string name, CancellationToken cancellationToken) => documents.DeleteAsync(Kind, PartPrefix + name, cancellationToken);

    // As Orchard Core's Taxonomies feature defines it; a recipe may define it otherwise.
    private static readonly ContentTypeDefinition Taxonomy = new()
    {
        Name = "Taxonomy",
        DisplayName = "Taxonomy",
        Settings = new JsonObject
        {
            [nameof(ContentTypeSettings)] = new JsonObject { ["Creatable"] = true, ["Listable"] = true, ["Draftable"] = true, ["Versionable"] = true },
        },
        Parts = [.. new[] { nameof(TitlePart), nameof(AliasPart), nameof(AutoroutePart), nameof(TaxonomyPart) }.Select(part => new ContentTypePartDefinition { PartName = part })],
    };

    private ContentModel Build(IReadOnlyDictionary<string, JsonObject> stored) => new(
        stored.Where(d => d.Key.StartsWith(TypePrefix, StringComparison.Ordinal)).Select(d => Read<ContentTypeDefinition>(d.Value))
            .Append(Taxonomy).DistinctBy(type => type.Name),
        stored.Where(d => d.Key.StartsWith(PartPrefix, StringComparison.Ordinal)).Select(d => Read<ContentPartDefinition>(d.Value)),
        elements);

    private static T Read<T>(JsonObject definition)
    {
        if (definition["Name"] is not JsonValue value || !value.TryGetValue<string>(out var name) || name.Length == 0)
            throw new ContentFormatException("A content definition needs a Name.");
        try
        {
            return WithoutNulls(definition).Deserialize<T>(ContentJson.Options)!;
        }
        catch (JsonException fault)
        {
            throw new ContentFormatException($"The definition “{name}” can't be read: {ContentJson.Explain(fault)}");
        }
    }

    /// <summary>A copy in which a member that is null is not there: both say that nothing was chosen.</summary>
    private static JsonNode WithoutNulls(JsonNode node) => node switch
    {
        JsonObject json => new JsonObject(from member in json where member.Value is not null select KeyValuePair.Create(member.Key, (JsonNode?)WithoutNulls(member.Value))),
        JsonArray array => new JsonArray([.. array.OfType<JsonNode>().Select(WithoutNulls)]),
        _ => node.DeepClone(),
    };

    private sealed record Definitions(IReadOnlyList<JsonObject> Types, IReadOnlyList<JsonObject> Parts);
}
