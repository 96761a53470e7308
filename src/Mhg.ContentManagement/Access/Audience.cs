using System.Text.Json;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Definitions;
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

    /// <summary>Everybody.</summary>
    public const string Public = "Public";

    /// <summary>Whoever has signed in.</summary>
    public const string Members = "Members";

    /// <summary>
    /// The audience of an item: its own readers, else those of the list that it is in, else its type's default, else members.
    /// A list that is not published has no readers, and neither has what is in it.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="model">The site's content types.</param>
    /// <param name="list">The published version of the list that it is in (<see cref="ContainedPart.ListContentItemId"/>); null where there is none.</param>
    /// <returns>Tokens: <see cref="Public"/>, <see cref="Members"/> or the names of roles.</returns>
    public static IReadOnlyList<string> Of(ContentItem item, ContentModel model, ContentItem? list)
    {
        IReadOnlyList<string>? container = ContainedPart.ListOf(item) is null ? null : list is null ? [] : Of(list, model.Types.GetValueOrDefault(list.ContentType), null);
        return Of(item, model.Types.GetValueOrDefault(item.ContentType), container);
    }

    /// <summary>The audience of an item whose list's audience is known.</summary>
    /// <param name="item">The item.</param>
    /// <param name="type">Its type; null where it is not defined.</param>
    /// <param name="container">The audience of the list that it is in; null for an item in no list.</param>
    /// <returns>Tokens: <see cref="Public"/>, <see cref="Members"/> or the names of roles.</returns>
    public static IReadOnlyList<string> Of(ContentItem item, ContentTypeDefinition? type, IReadOnlyList<string>? container)
    {
        var own = item.Field(PartName, "Readers")?["Values"] is JsonArray values
            ? values.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>()).Distinct().ToList()
            : [];
        if (container is not null)
            return own.Count == 0 ? container : Both(own, container);
        if (own.Count > 0)
            return own;
        var byType = type?.Part(PartName)?.Settings.Section<AudiencePartSettings>().DefaultReaders;
        return byType is { Length: > 0 } ? byType : [Members];
    }

    /// <summary>Those who are in both audiences, as far as tokens can say it; when in doubt the container's narrower ones.</summary>
    private static List<string> Both(List<string> own, IReadOnlyList<string> container) =>
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
