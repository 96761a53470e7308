using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mhg.ContentManagement.Definitions;

/// <summary>A content type: its settings and the parts that its items have.</summary>
public sealed record ContentTypeDefinition
{
    /// <summary>The technical name, say <c>Workshop</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that people see.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Settings by section, say <c>ContentTypeSettings</c>.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The parts, in no particular order; see <see cref="ContentTypePartDefinition.Position"/>.</summary>
    [JsonPropertyName("ContentTypePartDefinitionRecords")]
    public IReadOnlyList<ContentTypePartDefinition> Parts { get; init; } = [];

    /// <summary>Creatable, listable, draftable and so on.</summary>
    [JsonIgnore]
    public ContentTypeSettings TypeSettings => Settings.Section<ContentTypeSettings>();

    /// <summary>The part of that name (its own name, not its part's), or null.</summary>
    public ContentTypePartDefinition? Part(string name) => Parts.FirstOrDefault(part => part.Name == name);
}

/// <summary>What <c>ContentTypeSettings</c> holds.</summary>
public sealed record ContentTypeSettings
{
    /// <summary>Offered where new content is made.</summary>
    public bool Creatable { get; init; }

    /// <summary>Shown in content lists.</summary>
    public bool Listable { get; init; }

    /// <summary>Has drafts.</summary>
    public bool Draftable { get; init; }

    /// <summary>Keeps its versions.</summary>
    public bool Versionable { get; init; }

    /// <summary>Has permissions of its own.</summary>
    public bool Securable { get; init; }

    /// <summary>A word for the role that items play, say <c>Widget</c>.</summary>
    public string? Stereotype { get; init; }

    /// <summary>What the type is for.</summary>
    public string? Description { get; init; }
}

/// <summary>A part on a type. <see cref="Name"/> differs from <see cref="PartName"/> where a type has a part twice (named bags).</summary>
public sealed record ContentTypePartDefinition
{
    /// <summary>The part's name, say <c>BagPart</c>.</summary>
    public required string PartName { get; init; }

    /// <summary>The name on this type, which the item's JSON uses.</summary>
    public string Name { get => field ?? PartName; init; }

    /// <summary>Settings by section.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The place among the type's parts.</summary>
    [JsonIgnore]
    public string Position => Settings.Text("ContentTypePartSettings", "Position") ?? "";

    /// <summary>The name that people see on this type; empty where none is set.</summary>
    [JsonIgnore]
    public string DisplayName => Settings.Text("ContentTypePartSettings", "DisplayName") ?? "";
}

/// <summary>A part: its settings and fields.</summary>
public sealed record ContentPartDefinition
{
    /// <summary>The technical name.</summary>
    public required string Name { get; init; }

    /// <summary>Settings by section.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The fields, in no particular order; see <see cref="ContentFieldDefinition.Position"/>.</summary>
    [JsonPropertyName("ContentPartFieldDefinitionRecords")]
    public IReadOnlyList<ContentFieldDefinition> Fields { get; init; } = [];
}

/// <summary>A field on a part.</summary>
public sealed record ContentFieldDefinition
{
    /// <summary>The field type, say <c>TextField</c>.</summary>
    public required string FieldName { get; init; }

    /// <summary>The field's own name, say <c>Venue</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Settings by section.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The label that people see.</summary>
    [JsonIgnore]
    public string DisplayName => Settings.Text("ContentPartFieldSettings", "DisplayName") is { Length: > 0 } name ? name : Name;

    /// <summary>The editor chosen for the field, say <c>TextArea</c>; empty for the usual one.</summary>
    [JsonIgnore]
    public string Editor => Settings.Text("ContentPartFieldSettings", "Editor") ?? "";

    /// <summary>The place among the part's fields.</summary>
    [JsonIgnore]
    public string Position => Settings.Text("ContentPartFieldSettings", "Position") ?? "";
}

/// <summary>Reading settings, which Orchard keeps as sections by class name.</summary>
public static class DefinitionSettings
{
    /// <summary>A section as a typed copy; one with the defaults where there is none.</summary>
    /// <exception cref="ContentFormatException">A value in it is of another kind.</exception>
    public static T Section<T>(this JsonObject settings) where T : new()
    {
        try
        {
            return settings[typeof(T).Name] is JsonObject section ? section.Deserialize<T>(ContentJson.Options) ?? new T() : new T();
        }
        catch (JsonException fault)
        {
            throw new ContentFormatException($"{typeof(T).Name} can't be read: {ContentJson.Explain(fault)}");
        }
    }

    /// <summary>One value of a section as text, or null.</summary>
    public static string? Text(this JsonObject settings, string section, string name) =>
        (settings[section] as JsonObject)?[name] is JsonValue value
            ? value.TryGetValue<string>(out var text) ? text : value.ToJsonString()
            : null;

    /// <summary>Sorts by Orchard's positions: numbers with dots ("2.1"), before what has none.</summary>
    public static IEnumerable<T> InOrder<T>(this IEnumerable<T> items, Func<T, string> position) =>
        items.Select((item, index) => (item, index, key: Key(position(item))))
            .Order(Comparer<(T item, int index, double[] key)>.Create((a, b) =>
            {
                var first = a.key.AsSpan().SequenceCompareTo(b.key);
                return first != 0 ? first : a.index.CompareTo(b.index);
            }))
            .Select(entry => entry.item);

    private static double[] Key(string position) =>
        position.Length == 0
            ? [double.MaxValue]
            : [.. position.Split('.').Select(p => double.TryParse(p, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : double.MaxValue)];
}
