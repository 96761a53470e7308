using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Editing;
using Mhg.Modularity.Features;
using Mhg.Modularity.People;
using Mhg.Review.Comments;
using Microsoft.AspNetCore.Http;

namespace Mhg.Review.Editing;

/// <summary>What reviewers ask for, on the form in which it is mended: why the draft came back, and each open comment at its field.</summary>
public sealed class ReviewNotes(
    ReviewStandings standings, ICommentStore comments, DraftTexts draftTexts, Conversation conversation, IPeopleDirectory people, FeatureState features) : IEditingNotes
{
    /// <summary>The name of the boxes that settle threads; each sends its thread's id.</summary>
    public const string Settle = "Settle";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EditingNote>> ListAsync(ContentItem item, CancellationToken cancellationToken)
    {
        if (!features.IsFeatureOn("Mhg.Review"))
            return [];
        var notes = new List<EditingNote>();
        var standing = (await standings.OfAsync([item], cancellationToken))[item.ContentItemId];
        if (standing is { State: ReviewState.Returned or ReviewState.Rejected, Decision: { } decision })
            notes.Add(new EditingNote("", "/Editing/_Returned.cshtml", new ReturnedNote(decision, await NameOfAsync(decision, cancellationToken))));
        if ((await comments.CountOpenAsync([item.ContentItemId], cancellationToken)).Count > 0)
        {
            var draft = await draftTexts.OfAsync(item, cancellationToken);
            var labels = draft.Choices.ToDictionary(choice => choice.Path, choice => choice.Label);
            notes.AddRange(
                from view in draft.Threads
                where !view.IsResolved
                select new EditingNote(view.Thread.Path, "/Editing/_OpenThread.cshtml", new OpenThreadNote(view, labels.GetValueOrDefault(view.Thread.Path))));
        }
        return notes;
    }

    /// <inheritdoc/>
    public async Task<string?> SaveAsync(ContentItem item, IFormCollection sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if (sent[Settle] is not { Count: > 0 } ticked || !features.IsFeatureOn("Mhg.Review"))
            return null;
        var settled = (await comments.ListAsync(item.ContentItemId, cancellationToken)).Where(thread => thread.ResolvedUtc is null && ticked.Contains(thread.ThreadId)).ToList();
        foreach (var thread in settled)
            await conversation.SetResolvedAsync(item, thread, true, cancellationToken);
        return settled.Count switch { 0 => null, 1 => "1 comment is settled.", var count => $"{count} comments are settled." };
    }

    private async Task<string> NameOfAsync(AuditEvent decision, CancellationToken cancellationToken) =>
        decision.UserId is { } id && (await people.NamesAsync([id], cancellationToken)).TryGetValue(id, out var name) ? name : decision.UserName;
}

/// <summary>That a draft was handed back.</summary>
/// <param name="Decision">The event of the decision, which names the version and holds what was said.</param>
/// <param name="By">Who decided, as people know them.</param>
public sealed record ReturnedNote(AuditEvent Decision, string By);

/// <summary>That something was said and is not settled.</summary>
/// <param name="View">The thread.</param>
/// <param name="Label">What people call the field that it is about; null for the whole draft, and for what is not in it any more.</param>
public sealed record OpenThreadNote(ThreadView View, string? Label);
