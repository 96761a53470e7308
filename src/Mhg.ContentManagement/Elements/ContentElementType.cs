using Mhg.ContentManagement.Comments;
using Mhg.Html;

namespace Mhg.ContentManagement.Elements;

/// <summary>
/// What a kind of part or field does with its data. A module adds one by registering a class
/// (<see cref="ContentManagementSetup.AddContentElement{T}"/>); the definitions that use it are data.
/// </summary>
public abstract class ContentElementType
{
    /// <summary>The name that definitions use, say <c>TextField</c> or <c>TitlePart</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What people call it where the definition does not say; null for its technical name.</summary>
    public virtual string? Label => null;

    /// <summary>Fills the data of a new item with the default of its settings.</summary>
    public virtual void Begin(ElementContext element) { }

    /// <summary>Makes the data safe to store: allow-listed HTML, trimmed text.</summary>
    public virtual void Sanitize(ElementContext element, HtmlSanitizer sanitizer) { }

    /// <summary>Fills in what follows from the rest of the item, say a title from a pattern.</summary>
    public virtual ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken) => default;

    /// <summary>Reports what is wrong with the data by its settings.</summary>
    public virtual ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken) => default;

    /// <summary>The words that a reader would see, for search.</summary>
    public virtual IEnumerable<string> Text(ElementContext element) => [];

    /// <summary>Puts other words in the place of a passage of <see cref="Text"/>.</summary>
    /// <param name="element">The element. It is changed, and has to be saved.</param>
    /// <param name="passage">The passage. It has to stand there as it is.</param>
    /// <param name="words">Plain text.</param>
    /// <param name="sanitizer">For rich text.</param>
    /// <exception cref="ContentRefusedException">The words can't be put there.</exception>
    public virtual void Replace(ElementContext element, Passage passage, string words, HtmlSanitizer sanitizer) =>
        throw new ContentRefusedException($"What is in “{element.Label}” is chosen and not written. Choose it anew in the form.");

    /// <summary>Where a passage stands as it is in a text.</summary>
    /// <exception cref="ContentRefusedException">It does not.</exception>
    protected static PassagePlace Find(ElementContext element, Passage passage, string? text) => passage.FindUnchanged(text ?? "")
        ?? throw new ContentRefusedException($"The words that were to be replaced in “{element.Label}” were changed since. Write the new words in the form.");

    /// <summary>Puts other words into a member that holds plain text.</summary>
    protected static void ReplaceText(ElementContext element, string member, Passage passage, string words)
    {
        var text = element.Text(member) ?? "";
        var place = Find(element, passage, text);
        element.Data[member] = text[..place.Start] + words + text[place.End..];
    }

    /// <summary>Puts other words into a member that holds rich text.</summary>
    protected static void ReplaceHtml(ElementContext element, string member, Passage passage, string words, HtmlSanitizer sanitizer)
    {
        var html = element.Text(member) ?? "";
        var place = Find(element, passage, HtmlText.ToPlainText(html));
        element.Data[member] = sanitizer.ReplaceWords(html, place.Start, place.Length, words)
            ?? throw new ContentRefusedException($"Some of the words that were to be replaced in “{element.Label}” are formatted, linked or in another paragraph. Write the new words in the form.");
    }

    /// <summary>Adds the values by which lists filter and sort, and the references to other items.</summary>
    public virtual void Index(ElementContext element, IndexEntries entries) { }

    /// <summary>Takes over what was sent from an editing form. Names in the form begin with <see cref="ElementContext.Path"/>.</summary>
    public virtual void Read(ElementContext element, FormValues form) { }
}

/// <summary>What a kind of field does. Its data is the object at <c>item.Part.Field</c>.</summary>
public abstract class ContentFieldType : ContentElementType;

/// <summary>What a kind of part does. Its data is the object at <c>item.Part</c>.</summary>
public abstract class ContentPartType : ContentElementType;
