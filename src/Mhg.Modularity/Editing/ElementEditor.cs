using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Elements;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mhg.Modularity.Editing;

/// <summary>
/// A part or field on the editing form: the model of the view that draws it. A module brings the view for its own kind of field as
/// <c>/Editing/Fields/{FieldName}.cshtml</c>, for one of its editors as <c>/Editing/Fields/{FieldName}.{Editor}.cshtml</c>, for a
/// part as <c>/Editing/Parts/{PartName}.cshtml</c>. What is sent is taken over by <see cref="ContentElementType.Read"/>.
/// </summary>
/// <param name="Element">The part or field with its data.</param>
/// <param name="Root">The outermost item on the form.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ElementEditor(ElementContext Element, ContentItem Root, IReadOnlyList<string> Errors)
{
    /// <summary>The view that draws it; null where no module has one.</summary>
    public string? View { get; init; }

    /// <summary>What was sent under a name, for a form that is shown again; null where it was not.</summary>
    public Func<string, string?> Sent { get; init; } = _ => null;

    /// <summary>The notes of the whole form by their places.</summary>
    public ILookup<string, EditingNote> AllNotes { get; init; } = Array.Empty<EditingNote>().ToLookup(note => note.Path);

    /// <summary>What modules have to tell about it.</summary>
    public IEnumerable<EditingNote> Notes => AllNotes[Element.Path];

    /// <summary>The id of its first input; messages lead there.</summary>
    public string Id => IdOf(Element.Path);

    /// <summary>The name of an input for one member of the data.</summary>
    public string Name(string member) => $"{Element.Path}.{member}";

    /// <summary>What its settings say about filling it in; null for nothing.</summary>
    public string? Hint => Setting("Hint") is { Length: > 0 } hint ? hint : Description is { Length: > 0 } description ? description : null;

    /// <summary>Whether it has to be filled in.</summary>
    public bool IsRequired => bool.TryParse(Setting("Required"), out var required) && required;

    /// <summary>The ids of the hint and the messages, for <c>aria-describedby</c>; null where there are none.</summary>
    public string? DescribedBy => (Hint, Errors.Count) switch
    {
        (null, 0) => null,
        (null, _) => Id + "-error",
        (_, 0) => Id + "-hint",
        _ => $"{Id}-hint {Id}-error",
    };

    /// <summary>The value of <c>aria-invalid</c>; null where nothing is wrong.</summary>
    public string? Invalid => Errors.Count > 0 ? "true" : null;

    /// <summary>The class by which the theme marks what is wrong.</summary>
    public string InvalidClass => Errors.Count > 0 ? "input-validation-error" : "";

    /// <summary>A form name as an id of the page.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    private string? Description => Element.Part.Settings.Text("ContentTypePartSettings", "Description");

    private string? Setting(string name) => Element.Field is { } field
        ? field.Settings.Text(field.FieldName + "Settings", name)
        : Element.Part.Settings.Text(Element.Part.PartName + "Settings", name);
}
