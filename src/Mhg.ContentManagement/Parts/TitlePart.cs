using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Elements;
using Mhg.Html;

namespace Mhg.ContentManagement.Parts;

/// <summary>The item's title, typed or made from a pattern; it is also the text that lists show.</summary>
public sealed class TitlePart : ContentPartType
{
    // A title is one line; the database column behind lists holds as many characters.
    private const int LongestTitle = 255;

    /// <inheritdoc/>
    public override string Name => nameof(TitlePart);

    /// <inheritdoc/>
    public override ValueTask DeriveAsync(ElementContext element, DerivationContext derivation, CancellationToken cancellationToken)
    {
        var settings = element.Settings<TitlePartSettings>();
        var title = element.Text("Title")?.ReplaceLineEndings(" ").Trim() ?? "";
        if (settings.Pattern is { Length: > 0 } pattern && (settings.Options is TitlePartOptions.GeneratedDisabled or TitlePartOptions.GeneratedHidden || title.Length == 0))
            title = ContentTemplates.Render(pattern, element.Item).Trim();
        if (title.Length > 0)
        {
            element.Data["Title"] = title;
            element.Item.DisplayText = title.Length > LongestTitle ? title[..LongestTitle] : title;
            if (element.Item.Content.ContainsKey(nameof(ContentItem.DisplayText)))
                element.Item.Content[nameof(ContentItem.DisplayText)] = element.Item.DisplayText;
        }
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var title = element.Text("Title") ?? "";
        if (title.Length == 0 && element.Settings<TitlePartSettings>().Options == TitlePartOptions.EditableRequired)
            validation.Report(element, "Give it a title.");
        else if (title.Length > LongestTitle)
            validation.Report(element, $"The title has {title.Length} characters. Keep it to {LongestTitle}.");
        return default;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) => element.Text("Title") is { } title ? [title] : [];

    /// <inheritdoc/>
    public override void Replace(ElementContext element, Passage passage, string words, HtmlSanitizer sanitizer) =>
        ReplaceText(element, "Title", passage, words);

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Title"))
            element.Data["Title"] = form.Value(element.Path + ".Title");
    }
}

/// <summary>How a type's titles come about.</summary>
public sealed record TitlePartSettings
{
    /// <summary>Who gives the title.</summary>
    public TitlePartOptions Options { get; init; }

    /// <summary>A Liquid template for titles that are made.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether the page shows the title.</summary>
    public bool RenderTitle { get; init; } = true;
}

/// <summary>Who gives the title; numbered as Orchard Core does.</summary>
public enum TitlePartOptions
{
    /// <summary>The editor may.</summary>
    Editable = 0,

    /// <summary>The pattern does; the form shows it, locked.</summary>
    GeneratedDisabled = 1,

    /// <summary>The pattern does; the form does not show it.</summary>
    GeneratedHidden = 2,

    /// <summary>The editor has to.</summary>
    EditableRequired = 3,
}
