namespace Mhg.Expressions;

/// <summary>Text that is HTML already and is not encoded again when a template is rendered as HTML.</summary>
/// <param name="Html">The markup, trusted by whoever makes this value.</param>
public sealed record HtmlText(string Html)
{
    /// <inheritdoc/>
    public override string ToString() => Html;
}
