using Mhg.ContentManagement;
using Mhg.Workflows.Activities.Content;

namespace Mhg.Workflows;

/// <summary>Tells workflows what happens to content.</summary>
public sealed class WorkflowContentHandler(WorkflowEngine engine) : IContentHandler
{
    /// <inheritdoc/>
    public Task AfterAsync(ContentChange change, CancellationToken cancellationToken) => AfterAsync([change], cancellationToken);

    /// <inheritdoc/>
    public Task AfterAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellationToken) =>
        engine.TriggerAsync([.. changes.SelectMany(Events)], cancellationToken);

    /// <summary>The events of a change, in Orchard Core's order.</summary>
    private static IEnumerable<WorkflowEvent> Events(ContentChange change) => from name in Names(change) select Event(name, change.Item);

    private static IEnumerable<string> Names(ContentChange change) => change switch
    {
        { Kind: ContentChangeKind.Created } => [nameof(ContentCreatedEvent)],
        { Kind: ContentChangeKind.DraftSaved, Previous: null } => [nameof(ContentDraftSavedEvent)],
        { Kind: ContentChangeKind.DraftSaved, Previous.Published: true } =>
            [nameof(ContentVersionedEvent), nameof(ContentUpdatedEvent), nameof(ContentDraftSavedEvent)],
        { Kind: ContentChangeKind.DraftSaved } => [nameof(ContentUpdatedEvent), nameof(ContentDraftSavedEvent)],
        { Kind: ContentChangeKind.Published } => [nameof(ContentPublishedEvent)],
        { Kind: ContentChangeKind.Unpublished } => [nameof(ContentUnpublishedEvent)],
        { Kind: ContentChangeKind.Deleted } => [nameof(ContentDeletedEvent)],
        _ => [],
    };

    private static WorkflowEvent Event(string name, ContentItem item) => new(name, item.ContentItemId, new Dictionary<string, object?>
    {
        [WorkflowInput.ContentItem] = item,
        [WorkflowInput.ContentEvent] = new Dictionary<string, object?>
        {
            ["Name"] = name,
            [nameof(ContentItem.ContentType)] = item.ContentType,
            [nameof(ContentItem.ContentItemId)] = item.ContentItemId,
        },
    })
    {
        // An item that is restored later begins anew; what waited for the deleted one must not wait beside it.
        IsLast = name == nameof(ContentDeletedEvent),
    };
}
