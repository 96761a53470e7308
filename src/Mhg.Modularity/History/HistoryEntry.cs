using Mhg.ContentManagement.Storage;
using Mhg.Workflows.UserTasks;
using Mhg.Workflows.UserTasks.Stages;

namespace Mhg.Modularity.History;

/// <summary>What kind of thing happened to an item.</summary>
public enum HistoryKind
{
    /// <summary>A version was written.</summary>
    Version,

    /// <summary>Somebody decided about it, or asked for a decision.</summary>
    Decision,

    /// <summary>Somebody said something, or settled what was said.</summary>
    Comment,

    /// <summary>Somebody was asked for a review, or began to look at it.</summary>
    Assignment,

    /// <summary>Readers got to see it, or do not see it any more.</summary>
    Publication,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Something that happened to an item, as its history tells it.</summary>
/// <param name="Event">As it stands in the audit.</param>
/// <param name="Who">Who did it, as people know them.</param>
public sealed record HistoryEntry(AuditEvent Event, string Who)
{
    /// <summary>The names of the events of the audit that comments make.</summary>
    public const string Commented = "Commented", CommentResolved = "CommentResolved", CommentReopened = "CommentReopened",
        SuggestionTaken = "SuggestionTaken", SuggestionDeclined = "SuggestionDeclined";

    /// <summary>The names of the events of the audit that tell who reviews.</summary>
    public const string ReviewAsked = "ReviewAsked", ReviewClaimed = "ReviewClaimed", ReviewGivenBack = "ReviewGivenBack";

    /// <summary>The names of the events of the audit that tell of people without an account.</summary>
    public const string GuestInvited = "GuestInvited", GuestOpened = "GuestOpened", GuestWithdrawn = "GuestWithdrawn";

    /// <summary>Who asked the guest who did it, as people know them; null where somebody with an account did it.</summary>
    public string? InvitedBy { get; init; }

    /// <summary>What they did, after their name.</summary>
    public string What => InvitedBy is null ? Done : $"{Done}, asked by {InvitedBy}";

    private string Done => Event.Name switch
    {
        "Created" => "wrote the first draft",
        "DraftSaved" => "saved a draft",
        "Imported" => "brought it in with a recipe",
        "Published" => "published it",
        Publishing.PublishedPastReview => "published it past the review",
        "Unpublished" => "took it away from its readers",
        "Deleted" => "deleted it",
        Commented => Said("Quote") is { } quote ? $"commented on “{quote}”" : "commented",
        CommentResolved => "settled a comment",
        CommentReopened => "opened a comment again",
        SuggestionTaken => $"took the suggestion “{Said("Replacement")}” for “{Said("Quote")}”",
        SuggestionDeclined => $"declined the suggestion “{Said("Replacement")}” for “{Said("Quote")}”",
        ReviewAsked => Said("Request") ?? "asked for a review",
        ReviewClaimed => "began to look at it",
        ReviewGivenBack => "gave it back to the other reviewers",
        ReminderReceiver.Escalated => "told those who are next in line: it was not decided in time",
        GuestInvited => $"asked {Said("Guest")}, who has no account, to {Said("Request")}",
        GuestOpened => "opened their link for the first time",
        GuestWithdrawn => $"withdrew the link of {Said("Guest")}",
        var name => $"chose “{name}”",
    };

    /// <summary>What kind of thing it is.</summary>
    public HistoryKind Kind => Event.Name switch
    {
        "Created" or "DraftSaved" or "Imported" => HistoryKind.Version,
        "Published" or Publishing.PublishedPastReview or "Unpublished" or "Deleted" => HistoryKind.Publication,
        Commented or CommentResolved or CommentReopened or SuggestionTaken or SuggestionDeclined => HistoryKind.Comment,
        ReviewAsked or ReviewClaimed or ReviewGivenBack or GuestInvited or GuestOpened or GuestWithdrawn or ReminderReceiver.Escalated => HistoryKind.Assignment,
        _ => Decision.Of(Event) is null ? HistoryKind.Other : HistoryKind.Decision,
    };

    /// <summary>The class of the theme's timeline that says how it is meant; null for a plain entry.</summary>
    public string? Tone => (Decision.Of(Event), Event.Name) switch
    {
        ({ HandsBack: true }, _) or (_, "Deleted" or "Unpublished") => "is-bad",
        ({ Approves: true }, _) or (_, "Published") => "is-good",
        _ => Kind is HistoryKind.Version ? "is-quiet" : null,
    };

    private string? Said(string name)
    {
        const int most = 120;
        var words = (string?)Event.Data?[name];
        return words?.Length > most ? words[..most] + "…" : words;
    }
}
