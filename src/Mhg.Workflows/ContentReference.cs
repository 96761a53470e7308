using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.Expressions;

namespace Mhg.Workflows;

/// <summary>How a content item among an instance's input is seen by expressions and kept in its state: by reference.</summary>
internal static class ContentReference
{
    private const string Kind = "Content";

    public static object? View(object? value) => value is ContentItem item ? new ContentItemView(item) : value;

    public static JsonNode? ToJson(object? value) => value is ContentItem item
        ? new JsonObject { ["Type"] = Kind, ["ContentId"] = item.ContentItemId, [nameof(ContentItem.ContentItemVersionId)] = item.ContentItemVersionId }
        : ExpressionValue.ToJson(value);

    /// <summary>The version that was meant; null for what is no reference.</summary>
    public static string? VersionIn(JsonNode? node) =>
        node is JsonObject json && TextOf(json["Type"]) == Kind ? TextOf(json[nameof(ContentItem.ContentItemVersionId)]) : null;

    // A script keeps objects of its own, whose members have the same names and may hold anything.
    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
