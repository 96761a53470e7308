using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Comparing;

namespace Mhg.Review.Queue;

/// <summary>What a draft changes in what readers see.</summary>
/// <param name="Comparison">The change; null for an item that is not published.</param>
/// <param name="ChangesReaders">Whether other people could read it.</param>
public sealed record DraftChange(ContentComparison? Comparison, bool ChangesReaders)
{
    /// <summary>How much it changes; null for an item that is not published.</summary>
    public ChangeSize? Size { get; } = Comparison is null ? null : ChangeSize.Of(Comparison);

    /// <summary>What it changes, in words.</summary>
    public string Words => Size?.ToString() ?? "New";

    /// <summary>Why it is to be decided by itself; null where the change is small enough to be decided together with others.</summary>
    public string? Refusal =>
        Size is null ? "it is not published yet"
        : ChangesReaders ? "it changes who may read it"
        : Size.Words > DraftChanges.MostWords ? $"it changes more than {DraftChanges.MostWords} words"
        : null;
}

/// <summary>Tells how much drafts change in what readers see.</summary>
public sealed class DraftChanges(IContentStore contents, ContentTexts texts)
{
    /// <summary>How many words a small change has at most: as many as are read in the list, without the page of the draft.</summary>
    public const int MostWords = 50;

    /// <summary>What each draft changes, by its item. As many questions to the database for many as for one; all of their texts are read and compared.</summary>
    public async Task<IReadOnlyDictionary<string, DraftChange>> OfAsync(IReadOnlyCollection<ContentItem> drafts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var published = (await contents.FindAsync([.. drafts.Select(draft => draft.ContentItemId)], VersionOptions.Published, cancellationToken))
            .ToDictionary(item => item.ContentItemId);
        ContentItem[] changed = [.. drafts.Where(draft => published.ContainsKey(draft.ContentItemId))];
        var words = await texts.OfAsync([.. changed.Select(draft => published[draft.ContentItemId]), .. changed], cancellationToken);
        var changes = drafts.ToDictionary(draft => draft.ContentItemId, _ => new DraftChange(null, false));
        for (var i = 0; i < changed.Length; i++)
        {
            var (was, draft) = (published[changed[i].ContentItemId], changed[i]);
            var comparison = ContentComparisons.Compare(words[i], words[changed.Length + i]);
            changes[draft.ContentItemId] = new DraftChange(
                comparison,
                ContainedPart.ListOf(was) != ContainedPart.ListOf(draft)
                    || comparison.Elements.Any(element => element.Path.StartsWith($"{Audience.PartName}.", StringComparison.Ordinal)));
        }
        return changes;
    }
}
