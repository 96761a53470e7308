using Mhg.Search.Indexing;

namespace Mhg.Archive.Indexing;

/// <summary>Names of the fields that every index has; the fields of content are named by part and field, say <c>Workshop.Venue</c>.</summary>
public static class IndexFields
{
    /// <summary>The content type.</summary>
    public const string ContentType = "Content.ContentItem.ContentType";

    /// <summary>The title as words.</summary>
    public const string Title = "Content.ContentItem.DisplayText";

    /// <summary>The title as it is, for suggestions.</summary>
    public const string TitleKeyword = "Content.ContentItem.DisplayText.keyword";

    /// <summary>The words of the title as they are written, by which a title is suggested.</summary>
    public const string TitleWords = "Content.ContentItem.DisplayText.words";

    /// <summary>The title without case and accents, for sorting.</summary>
    public const string TitleNormalized = "Content.ContentItem.DisplayText.Normalized";

    /// <summary>All words of the item by its type's <c>FullTextAspectSettings</c>.</summary>
    public const string FullText = "Content.ContentItem.FullText";

    /// <summary>The title and all words of the item as they are written, by which what was typed is corrected.</summary>
    public const string Words = "Content.ContentItem.FullText.words";

    /// <summary>Which version it is.</summary>
    public const string VersionId = "Content.ContentItem.ContentItemVersionId";

    /// <summary>When the item was first written.</summary>
    public const string CreatedUtc = "Content.ContentItem.CreatedUtc";

    /// <summary>When the version was written.</summary>
    public const string ModifiedUtc = "Content.ContentItem.ModifiedUtc";

    /// <summary>When the version was published.</summary>
    public const string PublishedUtc = "Content.ContentItem.PublishedUtc";

    /// <summary>The day that the item is about, else when it was published.</summary>
    public const string Date = "date";

    /// <summary>Who may read the item: tokens in lower case.</summary>
    public const string Audience = "audience";

    /// <summary>Short names for people who type queries, in any case.</summary>
    public static IReadOnlyDictionary<string, string> ShortNames { get; } = new Dictionary<string, string>(
        Facet.All.Select(facet => KeyValuePair.Create(facet.Name, facet.Words)), StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = Title,
        ["body"] = FullText,
        ["author"] = "Document.Authors",
        [Date] = Date,
        ["Content.ContentItem.ContentItemId"] = IndexSchema.IdField,
    };
}
