namespace Mhg.Modularity.Comparing;

/// <summary>What differs between two versions of an item: the model of the theme's <c>_Comparison</c>.</summary>
/// <param name="Elements">The parts and fields that differ, in the order of the editing form, contained items included.</param>
public sealed record ContentComparison(IReadOnlyList<ElementComparison> Elements);

/// <summary>A part or field that differs.</summary>
/// <param name="Path">Where it is, as in <see cref="ContentManagement.Elements.ElementContext.Path"/>.</param>
/// <param name="Label">What people call it, with the entry that it is in.</param>
/// <param name="Lines">Its lines or entries in reading order, unchanged ones included.</param>
public sealed record ElementComparison(string Path, string Label, IReadOnlyList<ComparedLine> Lines);

/// <summary>A line of a text, or an entry of a list, in two versions.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Runs">The words of both versions merged; what was removed stands before what was added in its place.</param>
/// <param name="Note">What changed beside its words, say <c>now a heading</c>; null for nothing.</param>
public sealed record ComparedLine(LineChange Change, IReadOnlyList<TextRun> Runs, string? Note = null)
{
    /// <summary>The line as the earlier version has it; empty where that lacks it.</summary>
    public IEnumerable<TextRun> Before => Runs.Where(run => run.Change != RunChange.Added);

    /// <summary>The line as the later version has it; empty where that lacks it.</summary>
    public IEnumerable<TextRun> After => Runs.Where(run => run.Change != RunChange.Removed);
}

/// <summary>What became of a line.</summary>
public enum LineChange
{
    /// <summary>Nothing.</summary>
    Unchanged,

    /// <summary>Both versions have it, with other words or other formatting.</summary>
    Changed,

    /// <summary>Only the earlier version has it.</summary>
    Removed,

    /// <summary>Only the later version has it.</summary>
    Added,

    /// <summary>Both have it, at another place in the list.</summary>
    Moved,
}

/// <summary>Words that stand together in a line.</summary>
/// <param name="Text">The words with the white space around them.</param>
/// <param name="Change">What became of them.</param>
/// <param name="Note">How their formatting changed, say <c>now bold</c>; null where it did not.</param>
public sealed record TextRun(string Text, RunChange Change, string? Note = null);

/// <summary>What became of words.</summary>
public enum RunChange
{
    /// <summary>Nothing.</summary>
    Unchanged,

    /// <summary>Only the earlier version has them.</summary>
    Removed,

    /// <summary>Only the later version has them.</summary>
    Added,

    /// <summary>The same words, formatted otherwise.</summary>
    Reformatted,
}
