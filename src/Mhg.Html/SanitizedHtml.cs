namespace Mhg.Html;

/// <summary>A safe fragment and its words, from one parse.</summary>
/// <param name="Html">The fragment: well formed, and unchanged when it is sanitized again.</param>
/// <param name="Text">Its text as <see cref="HtmlText.ToPlainText"/> gives it, for search and previews.</param>
/// <param name="IsTextOnly">
/// The input went over a limit (<see cref="HtmlSanitizer"/> names them) and only its text was kept, so that whoever sent it can be told.
/// </param>
public sealed record SanitizedHtml(string Html, string Text, bool IsTextOnly = false);
