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
        var lines = (before?.Entries ?? after?.Entries, before?.Html ?? after?.Html) switch
        {
            ({ } _, _) => ListComparison.Compare(before?.Entries ?? [], after?.Entries ?? []),
            (_, { } _) => before?.Html == after?.Html ? [] : CompareHtml(before?.Html ?? "", after?.Html ?? ""),
            _ => before?.Text == after?.Text ? [] : TextComparison.Compare(before?.Text ?? "", after?.Text ?? ""),
        };
        return lines.All(line => line.Change == LineChange.Unchanged) ? null : new ElementComparison(path, label, lines);
    }

    // Nothing that differs is kept from whoever has to approve it.
    private static IReadOnlyList<ComparedLine> CompareHtml(string before, string after) =>
        TextComparison.CompareHtml(before, after) is var lines && lines.All(line => line.Change == LineChange.Unchanged)
            ? [new ComparedLine(LineChange.Changed, [], "The words and their formatting are the same; something else in the markup is not, say the width of a table's cells.")]
            : lines;
}
