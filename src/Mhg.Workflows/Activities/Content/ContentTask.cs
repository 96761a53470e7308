using Mhg.ContentManagement;
using Mhg.Expressions;

namespace Mhg.Workflows.Activities.Content;

/// <summary>
/// Does something to a content item: the one that the script <c>Content</c> yields (the item, or its id), or the one that the
/// newest event was about. It acts in the name of the person who caused the event; a right to do so by hand is not asked for,
/// the workflow's own rules were.
/// </summary>
public abstract class ContentTask : Activity
{
    /// <inheritdoc/>
    public override void Check(ActivityCheck check) => check.Script("Content");

    /// <summary>The item to work on.</summary>
    /// <returns>Its id, and the version that was meant where one is known; null where there is no item.</returns>
    protected static (string Id, string? Version)? Target(ActivityContext context) => context.Evaluate("Content") switch
    {
        null => context.ContentItem is { } item ? (item.ContentItemId, item.ContentItemVersionId) : null,
        string id => id.Length > 0 ? (id, null) : null,
        { } value => Member(value, nameof(ContentItem.ContentItemId)) is { } id ? (id, Member(value, nameof(ContentItem.ContentItemVersionId))) : null,
    };

    private static string? Member(object value, string name) =>
        ExpressionValue.TryMember(value, name, out var member) && ExpressionValue.ToText(member) is { Length: > 0 } text ? text : null;
}

/// <summary>Publishes an item's draft. What was meant is a version: a draft that has changed since is not published but refused.</summary>
public sealed class PublishContentTask(ContentManager content) : ContentTask
{
    private const string Published = "Published";
    private const string Noop = "Noop";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [Published, Noop];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (Target(context) is not { } target || await content.GetAsync(target.Id, cancellationToken: cancellationToken) is not { IsDraft: true })
            return ActivityResult.Follow(Noop);
        await content.PublishAsync(target.Id, target.Version, cancellationToken: cancellationToken);
        return ActivityResult.Follow(Published);
    }
}

/// <summary>Takes an item away from its readers.</summary>
public sealed class UnpublishContentTask(ContentManager content) : ContentTask
{
    private const string Unpublished = "Unpublished";
    private const string Noop = "Noop";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes(ActivityRecord record) => [Unpublished, Noop];

    /// <inheritdoc/>
    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) =>
        Target(context) is { } target && await content.UnpublishAsync(target.Id, cancellationToken: cancellationToken) is not null
            ? ActivityResult.Follow(Unpublished)
            : ActivityResult.Follow(Noop);
}
