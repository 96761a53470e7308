using Mhg.ContentManagement.Storage;
using Mhg.Workflows.UserTasks;

namespace Mhg.Review.ReviewPage;

/// <summary>Something that happened to an item, as its history tells it.</summary>
/// <param name="What">What was done.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Utc">When.</param>
/// <param name="Comment">What the person wrote; null for nothing.</param>
/// <param name="Tone">The class of the theme's timeline that says how it is meant; null for a plain entry.</param>
public sealed record HistoryEntry(string What, string Who, DateTime Utc, string? Comment, string? Tone)
{
    /// <summary>Makes the entry of an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="names">The display names of accounts by their ids.</param>
    public static HistoryEntry Of(AuditEvent happened, IReadOnlyDictionary<string, string> names) => new(
        happened.Name switch
        {
            "Created" => "First draft",
            "DraftSaved" => "Draft saved",
            "Unpublished" => "Taken back from readers",
            Conversation.Commented => "Comment",
            var name => name,
        },
        names.GetValueOrDefault(happened.UserId ?? "") ?? (happened.UserName == "site" ? "The site" : happened.UserName),
        happened.Utc,
        happened.Comment,
        (Decision.Of(happened), happened.Name) switch
        {
            ({ HandsBack: true }, _) => "is-bad",
            ({ Publishes: true }, _) or (_, "Published") => "is-good",
            (null, "Created" or "DraftSaved" or "Imported") => "is-quiet",
            _ => null,
        });
}
