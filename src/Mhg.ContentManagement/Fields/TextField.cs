using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Elements;
using Mhg.Html;

namespace Mhg.ContentManagement.Fields;

/// <summary>A text: one line, several (<c>TextArea</c>), or one of a list (<c>PredefinedList</c>).</summary>
public sealed class TextField : ContentFieldType
{
    /// <summary>The editor for several lines.</summary>
    public const string TextArea = "TextArea";

    /// <summary>The editor that offers a list.</summary>
    public const string PredefinedList = "PredefinedList";

    /// <inheritdoc/>
    public override string Name => nameof(TextField);

    /// <inheritdoc/>
    public override void Begin(ElementContext element)
    {
        var text = element.Field!.Editor == PredefinedList
            ? element.Settings<TextFieldPredefinedListEditorSettings>().DefaultValue
            : element.Settings<TextFieldSettings>().DefaultValue;
        if (!string.IsNullOrEmpty(text))
            element.Data["Text"] = text;
    }

    /// <inheritdoc/>
    public override ValueTask ValidateAsync(ElementContext element, ValidationContext validation, CancellationToken cancellationToken)
    {
        var text = element.Text("Text") ?? "";
        if (text.Length == 0)
        {
            if (element.Settings<TextFieldSettings>().Required)
                validation.Report(element, $"{element.Label} is needed.");
        }
        else if (element.Field!.Editor == PredefinedList && !Options(element).Any(option => option.Value == text))
        {
            validation.Report(element, $"“{text}” is not one of the choices for {element.Label}.");
        }
        return default;
    }

    /// <summary>The choices of a predefined list.</summary>
    public static IReadOnlyList<ListOption> Options(ElementContext element) =>
        element.Settings<TextFieldPredefinedListEditorSettings>().Options;

    /// <inheritdoc/>
    // The choice is shown by its name, so that is what a reader searches for.
    public override IEnumerable<string> Text(ElementContext element) => element.Text("Text") is not { Length: > 0 } text ? []
        : element.Field!.Editor == PredefinedList ? [Options(element).FirstOrDefault(option => option.Value == text)?.Name ?? text]
        : [text];

    /// <inheritdoc/>
    public override void Replace(ElementContext element, Passage passage, string words, HtmlSanitizer sanitizer)
    {
        if (element.Field!.Editor == PredefinedList)
            base.Replace(element, passage, words, sanitizer);
        else
            ReplaceText(element, "Text", passage, words);
    }

    /// <inheritdoc/>
    public override void Index(ElementContext element, IndexEntries entries) => entries.Add(element.IndexName, element.Text("Text"));

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Text"))
            element.Data["Text"] = form.Value(element.Path + ".Text");
    }
}

/// <summary>Settings of a <see cref="TextField"/>.</summary>
public sealed record TextFieldSettings
{
    /// <summary>What to write there.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether it has to be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>What a new item begins with.</summary>
    public string? DefaultValue { get; init; }
}

/// <summary>The choices of a <see cref="TextField"/> with a predefined list.</summary>
public sealed record TextFieldPredefinedListEditorSettings
{
    /// <summary>The choices in order.</summary>
    public ListOption[] Options { get; init; } = [];

    /// <summary>0 for radio buttons, 1 for a drop-down list.</summary>
    public int Editor { get; init; }

    /// <summary>The value of the choice that a new item begins with.</summary>
    public string? DefaultValue { get; init; }
}

/// <summary>A choice: what is stored and what people see.</summary>
public sealed record ListOption
{
    /// <summary>What people see.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is stored.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether a new item begins with it.</summary>
    public bool Default { get; init; }
}
