using Mhg.ContentManagement.Access;

namespace Mhg.ContentManagement;

/// <summary>What happens to an item.</summary>
public enum ContentChangeKind
{
    /// <summary>Its first version is saved.</summary>
    Created,

    /// <summary>A new version is saved as a draft, the first one included.</summary>
    DraftSaved,

    /// <summary>A version becomes the one that readers see.</summary>
    Published,

    /// <summary>Readers no longer see the item.</summary>
    Unpublished,

    /// <summary>The item goes; its versions stay in the history.</summary>
    Deleted,
}

/// <summary>Something that happens to an item.</summary>
/// <param name="Kind">What.</param>
/// <param name="Item">The version that it happens to.</param>
/// <param name="Previous">The version before it: the former latest for a draft, the formerly published for a publication; null where there was none.</param>
/// <param name="Actor">Who does it.</param>
public sealed record ContentChange(ContentChangeKind Kind, ContentItem Item, ContentItem? Previous, Actor Actor);

/// <summary>
/// Takes part in what happens to content. Both methods run inside the transaction of the change: an exception undoes all of it.
/// </summary>
public interface IContentHandler
{
    /// <summary>Before anything is stored. May change the item, or refuse by throwing <see cref="ContentRefusedException"/>.</summary>
    Task BeforeAsync(ContentChange change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the change is stored and before it is committed.</summary>
    Task AfterAsync(ContentChange change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The same for several changes that were stored together, for handlers that ask the database less often that way.</summary>
    async Task AfterAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
            await AfterAsync(change, cancellationToken);
    }
}

/// <summary>A change that a rule does not allow. The message says why and what to do.</summary>
public sealed class ContentRefusedException(string message) : Exception(message);

/// <summary>Somebody else has saved the item since the form was opened. Nothing was stored.</summary>
/// <param name="mine">What was to be saved.</param>
/// <param name="theirs">What is there now.</param>
public sealed class ContentConflictException(ContentItem mine, ContentItem theirs)
    : Exception($"“{theirs.DisplayText}” was changed by {theirs.Author} since you opened it.")
{
    /// <summary>What was to be saved.</summary>
    public ContentItem Mine => mine;

    /// <summary>What is there now.</summary>
    public ContentItem Theirs => theirs;
}
