using System.Text.Json.Nodes;

namespace Mhg.RecipeData.Tests;

/// <summary>What all content steps together hold.</summary>
internal static class Items
{
    private static readonly HashSet<string> ItemProperties =
        ["ContentItemId", "ContentItemVersionId", "ContentType", "DisplayText", "Latest", "Published", "Owner", "Author"];

    public static IReadOnlyList<JsonObject> TopLevel { get; } =
        [.. RecipeFile.AllSteps("content").SelectMany(step => step["data"].Objects())];

    /// <summary>Every item, those in bags and the terms of taxonomies too.</summary>
    public static IReadOnlyList<JsonObject> Everywhere { get; } = [.. TopLevel.SelectMany(Nested)];

    public static IReadOnlyDictionary<string, JsonObject> ById { get; } = Everywhere.ToDictionary(Id);

    public static IEnumerable<JsonObject> OfType(string type) => TopLevel.Where(item => Type(item) == type);

    public static string Id(JsonObject item) => item.Text("ContentItemId");

    public static string Type(JsonObject item) => item.Text("ContentType");

    public static IEnumerable<KeyValuePair<string, JsonObject>> PartsOf(JsonObject item) =>
        item.Where(property => !ItemProperties.Contains(property.Key)).Select(property => KeyValuePair.Create(property.Key, property.Value!.AsObject()));

    public static IEnumerable<JsonObject> Bag(JsonObject item, string name) => (item[name]?["ContentItems"]).Objects();

    public static IEnumerable<(JsonObject Item, FieldDefinition Field, JsonObject Data)> Fields() =>
        from item in Everywhere
        from part in PartsOf(item)
        let attached = Definitions.Types[Type(item)].Part(part.Key)
        where attached is not null && Definitions.Parts.ContainsKey(attached.PartName)
        from field in Definitions.Parts[attached.PartName]
        where part.Value[field.Name] is not null
        select (item, field, part.Value[field.Name]!.AsObject());

    private static IEnumerable<JsonObject> Nested(JsonObject item) =>
        PartsOf(item)
            .SelectMany(part => part.Value["ContentItems"].Objects().Concat(part.Value["Terms"].Objects()))
            .SelectMany(Nested)
            .Prepend(item);
}
