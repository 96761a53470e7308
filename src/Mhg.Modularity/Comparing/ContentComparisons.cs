using Mhg.ContentManagement;

namespace Mhg.Modularity.Comparing;

/// <summary>Compares versions of an item, for those who may see its drafts.</summary>
public sealed class ContentComparisons(ContentTexts texts)
{
    /// <summary>What differs between two versions.</summary>
    /// <param name="before">The earlier version; null for none, so that everything counts as added.</param>
    /// <param name="after">The later version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ContentComparison> CompareAsync(ContentItem? before, ContentItem after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        var all = await texts.OfAsync(before is null ? [after] : [before, after], cancellationToken);
        return Compare(before is null ? [] : all[0], all[^1]);
    }

    /// <summary>What differs between the words of two versions, in the order of the later one; what it lacks stands where it stood.</summary>
    public static ContentComparison Compare(IReadOnlyList<ElementText> before, IReadOnlyList<ElementText> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.ToDictionary(element => element.Path);
        var paths = after.Select(element => element.Path).ToList();
        var place = 0;
        foreach (var element in before)
        {
            if (paths.IndexOf(element.Path) is var known and >= 0)
                place = known + 1;
            else
                paths.Insert(place++, element.Path);
        }
        var now = after.ToDictionary(element => element.Path);
        return new ContentComparison([.. paths.Select(path => Compare(old.GetValueOrDefault(path), now.GetValueOrDefault(path))).OfType<ElementComparison>()]);
    }

    private static ElementComparison? Compare(ElementText? before, ElementText? after)
    {
        var (path, label) = after is null ? (before!.Path, before.Label) : (after.Path, after.Label);
        if ((before?.Text ?? "") != (after?.Text ?? ""))
            return new ElementComparison(path, label, TextComparison.Compare(before?.Text ?? "", after?.Text ?? ""));
        return before?.Markup is { Length: > 0 } old && after?.Markup is { Length: > 0 } now && old != now && Note(before.Text.Length > 0, old, now) is { } note
            ? new ElementComparison(path, label, [], note)
            : null;
    }

    // An entry that came or went is shown by its fields; only a new order of those that stayed shows nowhere else.
    private static string? Note(bool hasWords, string before, string after)
    {
        if (hasWords)
            return "The words are the same; formatting, links or pictures are not.";
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        return old.Intersect(now).SequenceEqual(now.Intersect(old)) ? null : "The entries are in another order.";
    }
}
