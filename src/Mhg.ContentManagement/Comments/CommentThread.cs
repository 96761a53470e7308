namespace Mhg.ContentManagement.Comments;

/// <summary>What people say to each other about a draft, a field of it or a passage in it.</summary>
/// <param name="ThreadId">26 characters, a-z and 0-9.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="Path">The part or field, as in <see cref="Elements.ElementContext.Path"/>; empty for the whole draft.</param>
/// <param name="Passage">The words in it; null for all of it.</param>
/// <param name="Comments">What was said, the first comment first; never empty.</param>
/// <param name="ResolvedUtc">When it was settled (UTC); null while it is open.</param>
/// <param name="ResolvedById">The account that settled it.</param>
public sealed record CommentThread(
    string ThreadId, string ContentItemId, string Path, Passage? Passage, IReadOnlyList<Comment> Comments, DateTime? ResolvedUtc = null, string? ResolvedById = null);

/// <summary>A comment in a thread.</summary>
/// <param name="CommentId">26 characters, a-z and 0-9.</param>
/// <param name="ContentItemVersionId">The version that the person had before them.</param>
/// <param name="UserId">Who said it; null for somebody without an account.</param>
/// <param name="UserName">Who, as people know them.</param>
/// <param name="Utc">When (UTC).</param>
/// <param name="Text">What, plain text.</param>
/// <param name="Replacement">Words that the person suggests for the passage; null for none. Empty suggests to leave the passage out.</param>
/// <param name="Answer">What became of the suggestion; null while nobody has answered it.</param>
public sealed record Comment(
    string CommentId, string ContentItemVersionId, string? UserId, string UserName, DateTime Utc, string Text, string? Replacement = null, SuggestionAnswer? Answer = null);

/// <summary>What became of a suggestion.</summary>
public enum SuggestionAnswer
{
    /// <summary>Its words are in the draft.</summary>
    Taken,

    /// <summary>The editor did not want it.</summary>
    Declined,
}
