using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Mhg.ContentManagement.Fields;
using Mhg.ContentManagement.Parts;

namespace Mhg.ContentManagement.Access;

/// <summary>
/// Who may read an item once it is published: everybody, the members (all who have signed in), or people in named roles.
/// It is on the item, in <c>AudiencePart.Readers.Values</c>; a type's definition says what items without it mean.
/// </summary>
public static class Audience
{
    /// <summary>The part's name.</summary>
    public const string PartName = "AudiencePart";

    private const string ReadersField = "Readers";

    /// <summary>Everybody.</summary>
    public const string Public = "Public";

    /// <summary>Whoever has signed in.</summary>
    public const string Members = "Members";

    /// <summary>Whether a name, in whatever case, is <see cref="Public"/> or <see cref="Members"/>: no role can have it.</summary>
    public static bool IsEverybodys(string name) => Public.Equals(name, StringComparison.OrdinalIgnoreCase) || Members.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a field is the one in which an item names its readers.</summary>
    public static bool IsReaders(ElementContext element) =>
        element is { Part.PartName: PartName, Field: { Name: ReadersField, FieldName: nameof(MultiTextField) } };

    /// <summary>Whom an item can name: everybody, the members and the roles of the site, called what the field's definition calls them.</summary>
    /// <param name="readers">The field.</param>
    /// <param name="roles">The roles that people are put into.</param>
    public static IReadOnlyList<ListOption> Choices(ElementContext readers, IEnumerable<string> roles)
    {
        var named = readers.Settings<MultiTextFieldSettings>().Options;
        return [.. roles.Prepend(Members).Prepend(Public).Distinct()
            .Select(value => Array.Find(named, option => option.Value == value) ?? new ListOption { Name = value, Value = value })];
    }

    /// <summary>
    /// The audience of an item: its own readers, else its type's default. In a list, those of them who may read the list, too: one
    /// that is not published has no readers, and neither has what is in it. Where nothing says who, the list's readers, else members.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="model">The site's content types.</param>
    /// <param name="list">The published version of the list that it is in (<see cref="ContainedPart.ListContentItemId"/>); null where there is none.</param>
    /// <returns>Tokens: <see cref="Public"/>, <see cref="Members"/> or the names of roles.</returns>
    public static IReadOnlyList<string> Of(ContentItem item, ContentModel model, ContentItem? list)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(model);
        var own = Named(item, model);
        if (ContainedPart.ListOf(item) is null)
            return own.Count > 0 ? own : [Members];
        if (list is null)
            return [];
        var container = Of(list, model, null);
        return own.Count > 0 ? Both(own, container) : container;
    }

    /// <summary>Whom the item names, or else its type.</summary>
    private static IReadOnlyList<string> Named(ContentItem item, ContentModel model)
    {
        var own = item.Field(PartName, ReadersField)?["Values"] is JsonArray values
            ? values.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>()).Distinct().ToList()
            : [];
        return own.Count > 0
            ? own
            : model.Types.GetValueOrDefault(item.ContentType)?.Part(PartName)?.Settings.Section<AudiencePartSettings>().DefaultReaders ?? [];
    }

    /// <summary>Those who are in both audiences, as far as tokens can say it; when in doubt the container's narrower ones.</summary>
    private static IReadOnlyList<string> Both(IReadOnlyList<string> own, IReadOnlyList<string> container) =>
        container.Contains(Public) ? own
        : own.Contains(Public) ? [.. container]
        : container.Contains(Members) ? own
        : own.Contains(Members) ? [.. container]
        : [.. own.Intersect(container)];
}

/// <summary>What a type says of its readers.</summary>
public sealed record AudiencePartSettings
{
    /// <summary>Readers of items that name none.</summary>
    public string[] DefaultReaders { get; init; } = [];
}
