using System.Globalization;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;

namespace Mhg.ContentManagement.Elements;

/// <summary>One part or field of an item at hand.</summary>
/// <param name="Type">What its kind does.</param>
/// <param name="Item">The item that holds it; for content in a bag, the contained item.</param>
/// <param name="Part">The part as it stands on the item's type.</param>
/// <param name="Field">The field's definition; null for a part.</param>
/// <param name="Data">Its data. Writing to it changes the item.</param>
/// <param name="Path">Where it is, from the outermost item: <c>Workshop.Venue</c>, <c>Objectives[id].Objective.Text</c>.</param>
/// <param name="Model">The content model that the item is read by.</param>
public sealed record ElementContext(
    ContentElementType Type,
    ContentItem Item,
    ContentTypePartDefinition Part,
    ContentFieldDefinition? Field,
    JsonObject Data,
    string Path,
    ContentModel Model)
{
    /// <summary>The name without ids: <c>Workshop.Venue</c>, <c>Objectives.Objective.Text</c>. Values and references are indexed under it.</summary>
    public string IndexName { get; init; } = Path;

    /// <summary>How numbers are written: without thousands, or "1,5" would be 15.</summary>
    internal const NumberStyles PlainNumber = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The settings section of that type, of the field or of the part on its type. One object for all who ask.</summary>
    public T Settings<T>() where T : new() => Model.Section<T>(Field?.Settings ?? Part.Settings);

    /// <summary>The label that people see.</summary>
    public string Label => Field?.DisplayName
        ?? (Part.DisplayName.Length > 0 ? Part.DisplayName
            : Part.Name == Part.PartName && Type.Label is { } label ? label
            : Part.Name.EndsWith("Part", StringComparison.Ordinal) ? Part.Name[..^4]
            : Part.Name);

    /// <summary>A member of the data as text; null where it is absent, null or not a text.</summary>
    public string? Text(string member) => Data[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A member of the data as a list of texts; empty where it is absent.</summary>
    public IReadOnlyList<string> Texts(string member) =>
        Data[member] is JsonArray array ? [.. array.OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var text) ? text : null).OfType<string>()] : [];

    /// <summary>A member of the data as a number; null where it is absent or not a number.</summary>
    public decimal? Number(string member) => Data[member] is JsonValue value
        ? value.TryGetValue<decimal>(out var number) ? number
            : value.TryGetValue<string>(out var text) && decimal.TryParse(text, PlainNumber, CultureInfo.InvariantCulture, out number) ? number : null
        : null;

    /// <summary>A member of the data as a moment in UTC; null where it is absent or not a date.</summary>
    public DateTime? Moment(string member) => Text(member) is { } text
        && DateTime.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
        ? moment
        : null;

    /// <summary>Sets a member to a list of texts.</summary>
    public void Set(string member, IEnumerable<string> values) => Data[member] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
}
