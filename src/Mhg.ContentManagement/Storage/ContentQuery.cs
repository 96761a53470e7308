using Mhg.ContentManagement.Access;

namespace Mhg.ContentManagement.Storage;

/// <summary>A list of content items: which, in what order, how many.</summary>
public sealed record ContentQuery
{
    /// <summary>Published versions (the default) or latest ones.</summary>
    public VersionOptions Version { get; init; } = VersionOptions.Published;

    /// <summary>Only these types; null for all.</summary>
    public IReadOnlyCollection<string>? ContentTypes { get; init; }

    /// <summary>Only what this scope may read; null for no restriction (the site's own work, never a page). It applies to the version asked for.</summary>
    public ReadScope? Scope { get; init; }

    /// <summary>Only these items; null for all.</summary>
    public IReadOnlyCollection<string>? ContentItemIds { get; init; }

    /// <summary>Only items whose ids come after this one; null for all. With an order by id, this walks through all content though it changes on the way.</summary>
    public string? AfterId { get; init; }

    /// <summary>Only drafts (latest and not published), or only items whose latest version is published; null for both. With <see cref="VersionOptions.Latest"/>.</summary>
    public bool? IsDraft { get; init; }

    /// <summary>Only items that this user created.</summary>
    public string? Owner { get; init; }

    /// <summary>Only versions that the person with this user name wrote.</summary>
    public string? Author { get; init; }

    /// <summary>Only items whose display text contains this, whatever the case.</summary>
    public string? DisplayTextContains { get; init; }

    /// <summary>Only items that point at a target (item, term or user).</summary>
    public IReadOnlyList<ReferenceFilter> References { get; init; } = [];

    /// <summary>Only items with such values.</summary>
    public IReadOnlyList<ValueFilter> Values { get; init; } = [];

    /// <summary>What to sort by.</summary>
    public ContentOrder Order { get; init; } = ContentOrder.NewestFirst;

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int Take { get; init; } = 100;
}

/// <summary>Items that point at a target.</summary>
/// <param name="TargetId">The item, term or user pointed at.</param>
/// <param name="Name">The field that points, say <c>Workshop.FocusAreas</c>; null for any.</param>
public sealed record ReferenceFilter(string TargetId, string? Name = null);

/// <summary>Items with a value: equal to a text, or between two moments or numbers (both ends included, null for open).</summary>
/// <param name="Name">The field, say <c>Campaign.Status</c>.</param>
public sealed record ValueFilter(string Name)
{
    /// <summary>One of these texts.</summary>
    public IReadOnlyCollection<string>? Texts { get; init; }

    /// <summary>The earliest moment.</summary>
    public DateTime? From { get; init; }

    /// <summary>The latest moment.</summary>
    public DateTime? To { get; init; }
}

/// <summary>An order of items. Ties fall to the item's id, so that pages never overlap.</summary>
/// <param name="Kind">What to sort by.</param>
/// <param name="Descending">Greatest first.</param>
/// <param name="ValueName">The field, for <see cref="ContentOrderKind.Value"/>: its text, number or moment. Items without it come last.</param>
public sealed record ContentOrder(ContentOrderKind Kind, bool Descending, string? ValueName = null)
{
    /// <summary>The newest published (or, for latest versions, changed) first.</summary>
    public static ContentOrder NewestFirst { get; } = new(ContentOrderKind.Time, true);

    /// <summary>By title.</summary>
    public static ContentOrder ByTitle { get; } = new(ContentOrderKind.DisplayText, false);

    /// <summary>By a field's value.</summary>
    public static ContentOrder By(string valueName, bool descending = false) => new(ContentOrderKind.Value, descending, valueName);
}

/// <summary>What items are sorted by.</summary>
public enum ContentOrderKind
{
    /// <summary>When the version was published, for latest versions when it was written.</summary>
    Time,

    /// <summary>The title.</summary>
    DisplayText,

    /// <summary>A field's value.</summary>
    Value,

    /// <summary>The item's id: an order that no change of content disturbs.</summary>
    Id,
}
