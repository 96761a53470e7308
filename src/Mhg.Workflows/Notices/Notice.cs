namespace Mhg.Workflows.Notices;

/// <summary>Something that a person is told within the site.</summary>
/// <param name="NoticeId">26 characters, a-z and 0-9.</param>
/// <param name="UserId">Whom it is for.</param>
/// <param name="CreatedUtc">When it was written (UTC).</param>
/// <param name="Subject">The headline, plain text.</param>
/// <param name="Summary">What it is about in a sentence, plain text.</param>
/// <param name="TextBody">The whole as plain text; may be empty.</param>
/// <param name="HtmlBody">The whole as HTML, sanitized; may be empty.</param>
/// <param name="IsHtmlPreferred">Whether <paramref name="HtmlBody"/> is to be shown rather than <paramref name="TextBody"/>.</param>
/// <param name="ContentItemId">The item that it leads to; null for none.</param>
/// <param name="ReadUtc">When the person read it (UTC); null for not yet.</param>
public sealed record Notice(
    string NoticeId, string UserId, DateTime CreatedUtc, string Subject, string Summary, string TextBody, string HtmlBody,
    bool IsHtmlPreferred, string? ContentItemId, DateTime? ReadUtc = null)
{
    /// <summary>The place within the page of the item's review, say <c>thread-4x…</c>; null for the item as a whole.</summary>
    public string? Anchor { get; init; }
}
