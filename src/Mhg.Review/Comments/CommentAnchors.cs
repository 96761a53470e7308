using Mhg.ContentManagement;
using Mhg.ContentManagement.Comments;
using Mhg.Modularity.Comparing;

namespace Mhg.Review.Comments;

/// <summary>
/// Keeps open comments at their passages: with each new version what stands around a passage is noted anew, so that it is found
/// again however much changes bit by bit. The words that were meant stay noted as they were.
/// </summary>
public sealed class CommentAnchors(ICommentStore comments, ContentTexts texts) : IContentHandler
{
    /// <inheritdoc/>
    public Task AfterAsync(ContentChange change, CancellationToken cancellationToken) => AfterAsync([change], cancellationToken);

    /// <inheritdoc/>
    public async Task AfterAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken)
    {
        var saved = changes.Where(change => change.Kind == ContentChangeKind.DraftSaved && change.Previous is not null).Select(change => change.Item).ToList();
        if (saved.Count == 0)
            return;
        var spokenAbout = await comments.CountOpenAsync([.. saved.Select(item => item.ContentItemId).Distinct()], cancellationToken);
        foreach (var item in saved.Where(item => spokenAbout.ContainsKey(item.ContentItemId)))
        {
            var fields = (await texts.OfAsync([item], cancellationToken))[0].ToDictionary(field => field.Path, field => field.Text);
            foreach (var thread in (await comments.ListAsync(item.ContentItemId, cancellationToken)).Where(thread => thread.ResolvedUtc is null))
            {
                if (thread.Passage is { } passage && fields.GetValueOrDefault(thread.Path) is { } text && passage.FindIn(text) is { } place)
                    await comments.MoveAsync(thread.ThreadId, Passage.Of(text, place) with { Quote = passage.Quote }, cancellationToken);
            }
        }
    }
}
