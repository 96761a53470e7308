using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;

namespace Mhg.Web.Editing;

/// <summary>Whether two versions hold the same, so that a save that changes nothing makes no new version and withdraws no review.</summary>
public static class ContentEquality
{
    /// <summary>Whether both hold the same. A field that is empty is as good as one that is not there.</summary>
    public static bool AreSame(ContentItem one, ContentItem other) => AreSame(one.Content, other.Content);

    /// <summary>The same for a part's or a field's data.</summary>
    // Numbers are compared by their value only as elements of a document that was read.
    public static bool AreSame(JsonNode? one, JsonNode? other) =>
        JsonElement.DeepEquals(JsonSerializer.SerializeToElement(Filled(one)), JsonSerializer.SerializeToElement(Filled(other)));

    private static JsonNode? Filled(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var members = json.Select(member => (member.Key, Value: Filled(member.Value))).Where(member => member.Value is not null).ToList();
                return members.Count == 0 ? null : new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value)));
            case JsonArray array:
                return array.Count == 0 ? null : new JsonArray([.. array.Select(entry => Filled(entry) ?? JsonValue.Create(""))]);
            case JsonValue value:
                return value.GetValueKind() is JsonValueKind.Null or JsonValueKind.False || (value.TryGetValue<string>(out var text) && text.Length == 0) ? null : value.DeepClone();
            default:
                return null;
        }
    }
}
