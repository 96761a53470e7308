using Mhg.ContentManagement;
using Mhg.ContentManagement.Definitions;

namespace Mhg.Workflows.UserTasks;

/// <summary>
/// Lets a review begin anew with the draft that was changed during it, where <see cref="ReviewSettings"/> of the type say so. It
/// comes after <see cref="WorkflowContentHandler"/>, from which workflows learn of the change.
/// </summary>
public sealed class ReviewRestart(UserTasks tasks, ContentDefinitions definitions) : IContentHandler
{
    private readonly HashSet<string> _reviewed = [];

    /// <inheritdoc/>
    public async Task BeforeAsync(ContentChange change, CancellationToken cancellationToken)
    {
        if (change is { Kind: ContentChangeKind.DraftSaved, Previous: not null }
            && await definitions.ModelAsync(cancellationToken) is var model
            && model.Types.GetValueOrDefault(change.Item.ContentType)?.Settings.Section<ReviewSettings>().WhenChanged == ReviewOfChange.Restart
            && await tasks.FindReviewAsync(change.Item.ContentItemId, cancellationToken) is not null)
            _reviewed.Add(change.Item.ContentItemId);
    }

    /// <inheritdoc/>
    public async Task AfterAsync(ContentChange change, CancellationToken cancellationToken)
    {
        if (_reviewed.Remove(change.Item.ContentItemId))
            await tasks.AskAgainAsync(change.Item, "It was changed during the review, which begins anew.", cancellationToken);
    }
}
