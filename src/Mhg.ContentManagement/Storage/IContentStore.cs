using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Storage;

/// <summary>Which version of an item.</summary>
public enum VersionOptions
{
    /// <summary>The one that readers see.</summary>
    Published,

    /// <summary>The one that an editor opens, published or not.</summary>
    Latest,
}

/// <summary>
/// Where versions of content items are kept, with what lists need beside them. Every writing call joins the transaction of
/// <see cref="IUnitOfWork"/> around it and is seen by the reads that follow in it.
/// </summary>
public interface IContentStore
{
    /// <summary>One version of an item, or null.</summary>
    Task<ContentItem?> FindAsync(string contentItemId, VersionOptions version, CancellationToken cancellationToken);

    /// <summary>The versions of several items; those that are not there are left out. In no particular order.</summary>
    Task<IReadOnlyList<ContentItem>> FindAsync(IReadOnlyCollection<string> contentItemIds, VersionOptions version, CancellationToken cancellationToken);

    /// <summary>A version by its own id, also one that is neither latest nor published any more; null where there is none.</summary>
    Task<ContentItem?> FindVersionAsync(string contentItemVersionId, CancellationToken cancellationToken);

    /// <summary>Every version of an item, newest first, also of a deleted one.</summary>
    Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>The items that a query asks for.</summary>
    Task<IReadOnlyList<ContentItem>> QueryAsync(ContentQuery query, CancellationToken cancellationToken);

    /// <summary>How many items a query finds, whatever its Skip and Take.</summary>
    Task<int> CountAsync(ContentQuery query, CancellationToken cancellationToken);

    /// <summary>The content types of items that exist (published or latest), by id; what is not there is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> FindTypesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Which items versions belong to, those of deleted items among them, by version id; what is not there is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> FindVersionItemsAsync(IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancellationToken);

    /// <summary>Which item a path belongs to (as its latest or published version), by path; free paths are left out. Paths are lower case.</summary>
    Task<IReadOnlyDictionary<string, string>> FindPathsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>The published item at a path (lower case, without a leading slash), or null where there is none in the scope.</summary>
    /// <param name="path">The path.</param>
    /// <param name="scope">What the reader may read; null for whoever may read everything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ContentItem?> FindByPathAsync(string path, ReadScope? scope, CancellationToken cancellationToken);

    /// <summary>The id of the item that has an alias, in its latest or published version; null where none has.</summary>
    Task<string?> FindByAliasAsync(string alias, CancellationToken cancellationToken);

    /// <summary>
    /// Adds new versions (their version ids are new) with their index. Where one is latest or published, the version that was so
    /// before no longer is, and loses its index when it is neither. The flags of <paramref name="versions"/> are taken as they are.
    /// </summary>
    Task AddVersionsAsync(IReadOnlyList<StoredVersion> versions, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a stored version's flags and dates (Latest, Published, PublishedUtc) and its index; the content stays.
    /// Other versions of the item give up a flag that this one takes. A version that is neither latest nor published loses its index.
    /// </summary>
    Task UpdateFlagsAsync(StoredVersion version, CancellationToken cancellationToken);

    /// <summary>Appends to the change log, which the search index follows.</summary>
    Task AppendChangesAsync(IReadOnlyList<ContentLogEntry> changes, CancellationToken cancellationToken);

    /// <summary>The change log after a number, oldest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<ContentLogEntry>> ListChangesAsync(long after, int count, CancellationToken cancellationToken);

    /// <summary>The number of the newest change; 0 where there is none.</summary>
    Task<long> LastChangeAsync(CancellationToken cancellationToken);
}

/// <summary>A version with what the database keeps beside it.</summary>
/// <param name="Item">The version.</param>
/// <param name="Index">Values, references, path and alias.</param>
/// <param name="Audience">Who may read it when it is published: tokens of <see cref="Access.Audience"/>.</param>
public sealed record StoredVersion(ContentItem Item, IndexEntries Index, IReadOnlyList<string> Audience);

/// <summary>A row of the change log: something about an item's published version changed. What it is now, the item itself tells.</summary>
/// <param name="Number">Its place in the log, growing; 0 for one not yet stored.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Utc">When.</param>
public sealed record ContentLogEntry(long Number, string ContentItemId, string ContentType, DateTime Utc);
