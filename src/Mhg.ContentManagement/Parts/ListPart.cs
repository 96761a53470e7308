using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>The item has a list of other items, which are edited and published on their own; each names its list in a <see cref="ContainedPart"/>.</summary>
public sealed class ListPart : ContentPartType
{
    /// <inheritdoc/>
    public override string Name => nameof(ListPart);
}

/// <summary>What a list holds.</summary>
public sealed record ListPartSettings
{
    /// <summary>The content types that may be in the list.</summary>
    public string[] ContainedContentTypes { get; init; } = [];

    /// <summary>Whether editors put the list in order by hand.</summary>
    public bool EnableOrdering { get; init; }
}

/// <summary>The list that an item is in. It is data and not in the type's definition, as in Orchard Core.</summary>
public sealed record ContainedPart
{
    /// <summary>The name under which the list is indexed as a reference.</summary>
    public const string ReferenceName = $"{nameof(ContainedPart)}.{nameof(ListContentItemId)}";

    /// <summary>The name under which the place in the list is indexed as a number.</summary>
    public const string OrderName = $"{nameof(ContainedPart)}.{nameof(Order)}";

    /// <summary>The id of the item that has the list; null for an item in no list.</summary>
    public string? ListContentItemId { get; init; }

    /// <summary>The content type of the item that has the list.</summary>
    public string? ListContentType { get; init; }

    /// <summary>The place in the list, lowest first.</summary>
    public int Order { get; init; }

    /// <summary>The id of the list that an item is in; null for an item in no list.</summary>
    public static string? ListOf(ContentItem item) => item.As<ContainedPart>().ListContentItemId is { Length: > 0 } id ? id : null;
}
