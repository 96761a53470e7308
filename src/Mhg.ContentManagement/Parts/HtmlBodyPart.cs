using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Elements;
using Mhg.Html;

namespace Mhg.ContentManagement.Parts;

/// <summary>The item's body as rich text.</summary>
public sealed class HtmlBodyPart : ContentPartType
{
    /// <inheritdoc/>
    public override string Name => nameof(HtmlBodyPart);

    /// <inheritdoc/>
    public override string Label => "Text";

    /// <inheritdoc/>
    // Sanitized whatever the settings say: no setting may bring a script onto the page.
    public override void Sanitize(ElementContext element, HtmlSanitizer sanitizer)
    {
        if (element.Text("Html") is { Length: > 0 } html)
            element.Data["Html"] = sanitizer.Sanitize(html);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Text(ElementContext element) =>
        element.Text("Html") is { Length: > 0 } html ? [HtmlText.ToPlainText(html)] : [];

    /// <inheritdoc/>
    public override void Replace(ElementContext element, Passage passage, string words, HtmlSanitizer sanitizer) =>
        ReplaceHtml(element, "Html", passage, words, sanitizer);

    /// <inheritdoc/>
    public override void Read(ElementContext element, FormValues form)
    {
        if (form.Has(element.Path + ".Html"))
            element.Data["Html"] = form.Value(element.Path + ".Html");
    }
}
