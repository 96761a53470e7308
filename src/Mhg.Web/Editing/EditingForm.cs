using Mhg.ContentManagement;
using Mhg.Modularity.Editing;

namespace Mhg.Web.Editing;

/// <summary>The editing form of an item: everything about it that can be filled in, in sections.</summary>
/// <param name="Item">The item as it stands on the form.</param>
/// <param name="TypeName">The type's name for people.</param>
/// <param name="Notes">What modules have to tell about the whole of it.</param>
/// <param name="Sections">What is filled in, in the order of the page.</param>
public sealed record EditingForm(ContentItem Item, string TypeName, IReadOnlyList<EditingNote> Notes, IReadOnlyList<EditingSection> Sections);

/// <summary>Editors that stand together.</summary>
/// <param name="Heading">The heading; null for the first section.</param>
/// <param name="Editors">The editors in order.</param>
/// <param name="Unknown">What the type has and no module offers: its data is kept.</param>
public sealed record EditingSection(string? Heading, IReadOnlyList<ElementEditor> Editors, IReadOnlyList<string> Unknown);
