namespace Mhg.Modularity.Comparing;

/// <summary>What differs between two versions of an item: the model of the theme's <c>_Comparison</c>.</summary>
/// <param name="Elements">The parts and fields that differ, in the order of the editing form, contained items included.</param>
public sealed record ContentComparison(IReadOnlyList<ElementComparison> Elements);

/// <summary>A part or field that differs.</summary>
/// <param name="Path">Where it is, as in <see cref="ContentManagement.Elements.ElementContext.Path"/>.</param>
/// <param name="Label">What people call it, with the entry that it is in.</param>
/// <param name="Lines">Its text line by line, unchanged lines included; empty where the words are the same.</param>
/// <param name="Note">What differs beside the words, as a sentence; null where nothing does.</param>
public sealed record ElementComparison(string Path, string Label, IReadOnlyList<ComparedLine> Lines, string? Note = null);

/// <summary>A line of a text in two versions.</summary>
/// <param name="Kind">Which of the versions has it.</param>
/// <param name="Runs">Its words; those that the other version lacks are marked.</param>
public sealed record ComparedLine(ComparedLineKind Kind, IReadOnlyList<TextRun> Runs);

/// <summary>Which versions have a line.</summary>
public enum ComparedLineKind
{
    /// <summary>Both.</summary>
    Unchanged,

    /// <summary>The earlier one.</summary>
    Removed,

    /// <summary>The later one.</summary>
    Added,
}

/// <summary>Words that stand together in a line.</summary>
/// <param name="Text">The words with the white space around them.</param>
/// <param name="IsChanged">Whether the other version lacks them.</param>
public sealed record TextRun(string Text, bool IsChanged);
