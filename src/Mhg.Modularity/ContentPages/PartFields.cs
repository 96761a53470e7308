using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Fields;

namespace Mhg.Modularity.ContentPages;

/// <summary>The fields of a part as pages show them. What is missing, empty or of another kind reads as nothing: a page never fails over its content.</summary>
/// <param name="Part">The part's data; null for a part that the item lacks.</param>
public readonly record struct PartFields(JsonObject? Part)
{
    /// <summary>A text field's text; null where it is empty.</summary>
    public string? Text(string field) => Text(field, "Text");

    /// <summary>An HTML field's HTML as stored, to be shown by <c>&lt;rich-text&gt;</c>; null where it is empty.</summary>
    public string? Html(string field) => Text(field, "Html");

    /// <summary>A text that stands on the part itself, without a field around it.</summary>
    public string? Member(string name) => Filled(Part?[name]);

    /// <summary>A numeric field's whole number.</summary>
    public int? Number(string field) => Value(field, "Value") switch
    {
        { } value when value.TryGetValue<decimal>(out var number) && decimal.Abs(number) <= int.MaxValue => (int)number,
        { } value when int.TryParse(Filled(value), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A Boolean field's value; false where there is none.</summary>
    public bool Flag(string field) => Value(field, "Value")?.GetValueKind() == JsonValueKind.True;

    /// <summary>A date field's day.</summary>
    public DateOnly? Day(string field) =>
        DateTime.TryParse(Text(field, "Value"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
            ? DateOnly.FromDateTime(moment)
            : null;

    /// <summary>The ids of the items that a content picker field points at.</summary>
    public IReadOnlyList<string> Items(string field) => Texts(field, "ContentItemIds");

    /// <summary>The ids of the accounts that a user picker field points at.</summary>
    public IReadOnlyList<string> Users(string field) => Texts(field, "UserIds");

    /// <summary>The paths of a media field.</summary>
    public IReadOnlyList<string> Files(string field) => Texts(field, "Paths");

    /// <summary>The terms of a taxonomy field, in the order chosen.</summary>
    public IReadOnlyList<Term> Terms(string field) =>
        [.. Texts(field, "TermContentItemIds").Zip(Texts(field, "TagNames"), (id, name) => new Term(id, name))];

    /// <summary>A link field's address and text; null where the address is empty or could run something.</summary>
    public (string Url, string Text)? Link(string field) =>
        Text(field, "Url") is { } url && LinkField.IsSafe(url) ? (url, Text(field, "Text") ?? url) : null;

    private JsonValue? Value(string field, string member) => (Part?[field] as JsonObject)?[member] as JsonValue;

    private string? Text(string field, string member) => Filled(Value(field, member));

    private IReadOnlyList<string> Texts(string field, string member) =>
        (Part?[field] as JsonObject)?[member] is JsonArray array ? [.. array.Select(Filled).OfType<string>()] : [];

    private static string? Filled(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;
}

/// <summary>A term of a taxonomy, by the name that the item keeps.</summary>
/// <param name="Id">The term's id.</param>
/// <param name="Name">Its name.</param>
public sealed record Term(string Id, string Name);

/// <summary>Reading items.</summary>
public static class PartFieldsOfItems
{
    /// <summary>The fields of one of the item's parts.</summary>
    public static PartFields Fields(this ContentItem item, string partName)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new PartFields(item.Part(partName));
    }
}
