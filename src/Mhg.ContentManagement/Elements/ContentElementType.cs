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

    /// <summary>Adds the values by which lists filter and sort, and the references to other items.</summary>
    public virtual void Index(ElementContext element, IndexEntries entries) { }

    /// <summary>Takes over what was sent from an editing form. Names in the form begin with <see cref="ElementContext.Path"/>.</summary>
    public virtual void Read(ElementContext element, FormValues form) { }
}

/// <summary>What a kind of field does. Its data is the object at <c>item.Part.Field</c>.</summary>
public abstract class ContentFieldType : ContentElementType;

/// <summary>What a kind of part does. Its data is the object at <c>item.Part</c>.</summary>
public abstract class ContentPartType : ContentElementType;
