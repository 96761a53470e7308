using Mhg.ContentManagement.Elements;

namespace Mhg.ContentManagement.Parts;

/// <summary>Owner and dates, which every item has as columns.</summary>
public sealed class CommonPart : ContentPartType
{
    /// <inheritdoc/>
    public override string Name => nameof(CommonPart);
}

/// <summary>
/// Which language an item is in and which set of translations it belongs to. Data only: recipes bring it, nobody is asked for it
/// beside the language that a type has as a field.
/// </summary>
public sealed class LocalizationPart : ContentPartType
{
    /// <inheritdoc/>
    public override string Name => nameof(LocalizationPart);

    /// <inheritdoc/>
    public override string Label => "Language";

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries)
    {
        entries.Add($"{Name}.Culture", element.Text("Culture"));
        entries.Add($"{Name}.LocalizationSet", element.Text("LocalizationSet"));
    }
}
