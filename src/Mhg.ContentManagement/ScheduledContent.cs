using System.Globalization;
using System.Text.Json.Nodes;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;

namespace Mhg.ContentManagement;

/// <summary>
/// Publishes and takes back what <see cref="PublishLaterPart"/> and <see cref="ArchiveLaterPart"/> are due for, as the present actor.
/// Whose schedule stands is decided when the item is saved. A moment counts once: a version that was written or published after
/// it is not moved by it any more.
/// </summary>
public sealed class ScheduledContent(IContentStore store, ContentManager manager, IUnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>The comment of the events in the history.</summary>
    public const string Comment = "As scheduled.";

    // Moments that are past stay on their versions, so the newest are asked for; the others have had their turn.
    private const int Most = 1000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>What is due now.</summary>
    public async Task<IReadOnlyList<ScheduledChange>> ListDueAsync(CancellationToken cancellationToken)
    {
        var drafts = await store.QueryAsync(Reached(PublishLaterPart.MomentName) with { Version = VersionOptions.Latest, IsDraft = true }, cancellationToken);
        var published = await store.QueryAsync(Reached(ArchiveLaterPart.MomentName), cancellationToken);
        return
        [
            .. from item in drafts where IsDue(item, PublishLaterPart.MomentName) select new ScheduledChange(item.ContentItemId, item.ContentItemVersionId, Publishes: true),
            .. from item in published where IsDue(item, ArchiveLaterPart.MomentName) select new ScheduledChange(item.ContentItemId, item.ContentItemVersionId, Publishes: false),
        ];
    }

    /// <summary>Makes a change that was due, unless it is no longer: of several nodes that try, one does it.</summary>
    /// <returns>Whether it was made here.</returns>
    /// <exception cref="ContentRefusedException">A handler did not allow it.</exception>
    /// <exception cref="Elements.ContentInvalidException">It was to be published, and something in it has to be mended.</exception>
    public Task<bool> ApplyAsync(ScheduledChange change, CancellationToken cancellationToken) => unitOfWork.RunAsync(async token =>
    {
        var item = await store.FindAsync(change.ContentItemId, change.Publishes ? VersionOptions.Latest : VersionOptions.Published, token);
        if (item is null || item.ContentItemVersionId != change.ContentItemVersionId || (change.Publishes && item.Published)
            || !IsDue(item, change.Publishes ? PublishLaterPart.MomentName : ArchiveLaterPart.MomentName))
            return false;
        if (change.Publishes)
            await manager.PublishAsync(item.ContentItemId, item.ContentItemVersionId, Comment, token);
        else
            await manager.UnpublishAsync(item.ContentItemId, Comment, token);
        return true;
    }, cancellationToken);

    private ContentQuery Reached(string moment) => new()
    {
        Values = [new ValueFilter(moment) { To = Now }],
        Order = ContentOrder.By(moment, descending: true),
        Take = Most,
    };

    private bool IsDue(ContentItem item, string moment) =>
        moment.Split('.') is [var part, var member]
        && item.Part(part)?[member] is JsonValue value && value.TryGetValue<string>(out var text)
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var due)
        && due <= Now && due > (item.PublishedUtc ?? item.ModifiedUtc);
}

/// <summary>A change that a schedule asks for.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentItemVersionId">The version with the schedule.</param>
/// <param name="Publishes">Whether the version is to be published; otherwise the item is taken back from its readers.</param>
public sealed record ScheduledChange(string ContentItemId, string ContentItemVersionId, bool Publishes);
