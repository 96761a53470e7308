namespace Mhg.Modularity.Comparing;

/// <summary>What a part or field of an item says, as people read it.</summary>
/// <param name="Path">Where it is, as in <see cref="ContentManagement.Elements.ElementContext.Path"/>.</param>
/// <param name="Label">What people call it, with the entry that it is in.</param>
/// <param name="Text">Its words; what it points at is named, each on a line. Empty where it holds nothing.</param>
/// <param name="Html">The rich text that <paramref name="Text"/> are the words of; null for anything else.</param>
/// <param name="Entries">The entries of a list, in order; null for what is no list.</param>
public sealed record ElementText(string Path, string Label, string Text, string? Html = null, IReadOnlyList<ListEntry>? Entries = null);

/// <summary>An entry of a list: something chosen, or an item in a bag.</summary>
/// <param name="Key">What it is known by in both versions, say an id.</param>
/// <param name="Name">What people call it.</param>
public sealed record ListEntry(string Key, string Name);
