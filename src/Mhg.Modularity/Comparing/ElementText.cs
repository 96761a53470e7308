namespace Mhg.Modularity.Comparing;

/// <summary>What a part or field of an item says, as people read it.</summary>
/// <param name="Path">Where it is, as in <see cref="ContentManagement.Elements.ElementContext.Path"/>.</param>
/// <param name="Label">What people call it, with the entry that it is in.</param>
/// <param name="Text">Its words; what it points at is named, each on a line. Empty where it holds nothing.</param>
/// <param name="Markup">What it holds beside its words, so that two versions can be told apart that read the same: its HTML, the order of its entries. Null where there is nothing else.</param>
public sealed record ElementText(string Path, string Label, string Text, string? Markup = null);
