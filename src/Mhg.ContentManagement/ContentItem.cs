using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mhg.ContentManagement;

/// <summary>
/// One version of a content item, in Orchard Core's shape: a few columns and a JSON object a part.
/// Parts that no module knows stay in <see cref="Content"/> untouched.
/// </summary>
public sealed class ContentItem
{
    /// <summary>The item's id, the same in all of its versions: 26 characters, a-z and 0-9.</summary>
    public required string ContentItemId { get; set; }

    /// <summary>The id of this version. Every save makes a new one, so it is also the token of optimistic concurrency.</summary>
    public string ContentItemVersionId { get; set; } = "";

    /// <summary>The name of the content type, say <c>Workshop</c>.</summary>
    public required string ContentType { get; set; }

    /// <summary>The title that lists show.</summary>
    public string DisplayText { get; set; } = "";

    /// <summary>Whether this is the version that an editor opens.</summary>
    public bool Latest { get; set; }

    /// <summary>Whether this is the version that readers see.</summary>
    public bool Published { get; set; }

    /// <summary>When this version was written (UTC).</summary>
    public DateTime? ModifiedUtc { get; set; }

    /// <summary>When this version was published for the last time (UTC); null for one that never was.</summary>
    public DateTime? PublishedUtc { get; set; }

    /// <summary>When the item's first version was written (UTC).</summary>
    public DateTime? CreatedUtc { get; set; }

    /// <summary>The user id of the one who created the item.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The user name of the one who wrote this version.</summary>
    public string Author { get; set; } = "";

    /// <summary>Part name → part data (fields inside), as stored.</summary>
    public JsonObject Content { get; set; } = [];

    /// <summary>Whether this version is a draft: the latest and not what readers see.</summary>
    public bool IsDraft => Latest && !Published;

    /// <summary>The data of a part, or null where the item has none.</summary>
    public JsonObject? Part(string partName) => Content[partName] as JsonObject;

    /// <summary>The data of a field, or null where the item has none.</summary>
    public JsonObject? Field(string partName, string fieldName) => Part(partName)?[fieldName] as JsonObject;

    /// <summary>A typed copy of the part that is named like <typeparamref name="T"/>; an empty one where the item has no such part.</summary>
    /// <exception cref="JsonException">The stored data does not fit the type.</exception>
    public T As<T>() where T : new() =>
        Content[typeof(T).Name] is JsonObject data ? data.Deserialize<T>(ContentJson.Options) ?? new T() : new T();

    /// <summary>Writes a typed part back; members that the type does not know are kept.</summary>
    public void Apply<T>(T part) where T : notnull
    {
        var data = Part(typeof(T).Name);
        if (data is null)
            Content[typeof(T).Name] = data = [];
        foreach (var (name, value) in JsonSerializer.SerializeToNode(part, ContentJson.Options)!.AsObject().ToList())
            data[name] = value?.DeepClone();
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public ContentItem Copy()
    {
        var copy = (ContentItem)MemberwiseClone();
        copy.Content = (JsonObject)Content.DeepClone();
        return copy;
    }

    /// <summary>The item as recipes hold it: columns first, then the parts.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            [nameof(ContentItemId)] = ContentItemId,
            [nameof(ContentItemVersionId)] = ContentItemVersionId,
            [nameof(ContentType)] = ContentType,
            [nameof(DisplayText)] = DisplayText,
            [nameof(Latest)] = Latest,
            [nameof(Published)] = Published,
            [nameof(ModifiedUtc)] = ModifiedUtc,
            [nameof(PublishedUtc)] = PublishedUtc,
            [nameof(CreatedUtc)] = CreatedUtc,
            [nameof(Owner)] = Owner,
            [nameof(Author)] = Author,
        };
        foreach (var (name, value) in Content)
            json[name] = value?.DeepClone();
        return json;
    }

    /// <summary>Reads an item as recipes hold it. The object's parts are taken over, not copied: the object is empty afterwards.</summary>
    /// <exception cref="ContentFormatException">The type or the id is missing, or a column holds something of another kind.</exception>
    public static ContentItem FromJson(JsonObject json)
    {
        var item = new ContentItem
        {
            ContentItemId = Text(nameof(ContentItemId)) ?? "",
            ContentItemVersionId = Text(nameof(ContentItemVersionId)) ?? "",
            ContentType = Text(nameof(ContentType)) ?? throw new ContentFormatException("A content item needs a ContentType."),
            DisplayText = Text(nameof(DisplayText)) ?? "",
            Latest = Flag(nameof(Latest)) ?? true,
            Published = Flag(nameof(Published)) ?? false,
            ModifiedUtc = Moment(nameof(ModifiedUtc)),
            PublishedUtc = Moment(nameof(PublishedUtc)),
            CreatedUtc = Moment(nameof(CreatedUtc)),
            Owner = Text(nameof(Owner)) ?? "",
            Author = Text(nameof(Author)) ?? "",
        };
        foreach (var (name, value) in json.Where(member => !Columns.Contains(member.Key)).ToList())
        {
            json.Remove(name);
            item.Content[name] = value;
        }
        return item;

        string? Text(string name) => Read<string>(name, "a text");
        bool? Flag(string name) => json[name] is null ? null : Read<bool>(name, "true or false");
        DateTime? Moment(string name) => json[name] is null ? null : Read<DateTimeOffset>(name, "a date and time").UtcDateTime;

        T? Read<T>(string name, string what)
        {
            if (json[name] is null)
                return default;
            return json[name] is JsonValue value && value.TryGetValue<T>(out var read)
                ? read
                : throw new ContentFormatException($"{name} has to be {what}.");
        }
    }

    /// <summary>
    /// An item that is contained in another one's JSON, as it stands there: writing to its parts changes the container.
    /// Null where the object is not an item (it has no type).
    /// </summary>
    public static ContentItem? Contained(JsonObject json)
    {
        if (json[nameof(ContentType)] is not JsonValue type || !type.TryGetValue<string>(out var contentType))
            return null;
        return new ContentItem
        {
            ContentItemId = json[nameof(ContentItemId)] is JsonValue id && id.TryGetValue<string>(out var itemId) ? itemId : "",
            ContentType = contentType,
            DisplayText = json[nameof(DisplayText)] is JsonValue text && text.TryGetValue<string>(out var title) ? title : "",
            Content = json,
        };
    }

    private static readonly HashSet<string> Columns =
    [
        nameof(ContentItemId), nameof(ContentItemVersionId), nameof(ContentType), nameof(DisplayText), nameof(Latest),
        nameof(Published), nameof(ModifiedUtc), nameof(PublishedUtc), nameof(CreatedUtc), nameof(Owner), nameof(Author),
    ];
}
