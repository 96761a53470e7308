using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Parts;

namespace Mhg.ContentManagement;

/// <summary>
/// All content types and parts as they are defined now, joined with what the parts' and fields' kinds do. Immutable:
/// a change of definitions makes a new one.
/// </summary>
public sealed class ContentModel
{
    // Contained content may contain content again; deeper than this is no longer a document that people wrote.
    private const int DeepestContainment = 8;

    private readonly FrozenDictionary<string, ContentElementType> _elements;

    // Every save asks for the settings of every element, several times; read from JSON each time, they would cost more than the save.
    private readonly ConcurrentDictionary<(JsonObject Settings, Type Section), object> _sections = new();

    /// <summary>Joins definitions with the element types that the modules offer.</summary>
    public ContentModel(
        IEnumerable<ContentTypeDefinition> types, IEnumerable<ContentPartDefinition> parts, IEnumerable<ContentElementType> elements)
    {
        Types = types.Select(type => type with { Parts = [.. type.Parts.InOrder(part => part.Position)] })
            .ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
        Parts = parts.Select(part => part with { Fields = [.. part.Fields.InOrder(field => field.Position)] })
            .ToFrozenDictionary(part => part.Name, StringComparer.Ordinal);
        _elements = elements.ToFrozenDictionary(element => element.Name, StringComparer.Ordinal);
    }

    /// <summary>Content types by name, their parts in order.</summary>
    public IReadOnlyDictionary<string, ContentTypeDefinition> Types { get; }

    /// <summary>Defined parts by name, their fields in order; parts without fields need no definition.</summary>
    public IReadOnlyDictionary<string, ContentPartDefinition> Parts { get; }

    /// <summary>Whether some module offers that kind of field.</summary>
    public bool OffersField(string fieldName) => _elements.GetValueOrDefault(fieldName) is ContentFieldType;

    /// <summary>Whether some module offers that part, or it is defined by fields alone.</summary>
    public bool OffersPart(string partName) => _elements.GetValueOrDefault(partName) is ContentPartType || Parts.ContainsKey(partName);

    /// <summary>The name that people see for a type; the technical one where it is not defined.</summary>
    public string DisplayName(string contentType) =>
        Types.GetValueOrDefault(contentType) is { DisplayName.Length: > 0 } type ? type.DisplayName : contentType;

    /// <summary>
    /// Every part and field of an item, in the order of the editing form, contained items included (a bag first, then what is in it).
    /// Elements of unknown kind are passed over. Data that the item lacks is an empty object; it becomes the item's when it
    /// holds something by the time the loop moves on, so write to it inside the loop.
    /// </summary>
    /// <param name="item">The item to walk.</param>
    public IEnumerable<ElementContext> Elements(ContentItem item) => Elements(item, "", "", 0);

    /// <summary>The elements of the item itself, without what it contains; see <see cref="Elements(ContentItem)"/>.</summary>
    /// <param name="item">The item to walk.</param>
    /// <param name="path">Where the item is within an outer one, with a dot at its end; empty for an outermost item.</param>
    /// <param name="indexName">The same without ids.</param>
    public IEnumerable<ElementContext> OwnElements(ContentItem item, string path = "", string indexName = "")
    {
        if (!Types.TryGetValue(item.ContentType, out var type))
            yield break;
        foreach (var part in type.Parts)
        {
            var data = item.Part(part.Name) ?? [];
            if (_elements.GetValueOrDefault(part.PartName) is ContentPartType partType)
                yield return new ElementContext(partType, item, part, null, data, path + part.Name, this) { IndexName = indexName + part.Name };
            var fields = Parts.TryGetValue(part.PartName, out var definition) ? definition.Fields : [];
            foreach (var field in fields)
            {
                if (_elements.GetValueOrDefault(field.FieldName) is not ContentFieldType fieldType)
                    continue;
                var fieldData = data[field.Name] as JsonObject ?? [];
                yield return new ElementContext(fieldType, item, part, field, fieldData, $"{path}{part.Name}.{field.Name}", this)
                {
                    IndexName = $"{indexName}{part.Name}.{field.Name}",
                };
                if (fieldData is { Parent: null, Count: > 0 })
                    data[field.Name] = fieldData;
            }
            if (data is { Parent: null, Count: > 0 })
                item.Content[part.Name] = data;
        }
    }

    /// <summary>A section of a definition's settings, read once.</summary>
    internal T Section<T>(JsonObject settings) where T : new() =>
        (T)_sections.GetOrAdd((settings, typeof(T)), static key => key.Settings.Section<T>()!);

    private IEnumerable<ElementContext> Elements(ContentItem item, string path, string indexName, int depth)
    {
        foreach (var element in OwnElements(item, path, indexName))
        {
            yield return element;
            if (element.Type is not BagPart || depth == DeepestContainment)
                continue;
            foreach (var contained in BagPart.Items(element))
            {
                foreach (var inner in Elements(contained, $"{element.Path}[{contained.ContentItemId}].", element.IndexName + ".", depth + 1))
                    yield return inner;
            }
        }
    }
}
