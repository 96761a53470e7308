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
    /// <summary>The setting that says which item is meant.</summary>
    protected static ActivitySetting Content { get; } = new(nameof(Content), SettingKind.Script, "Item")
    {
        Hint = "A script that yields the item or its id. Empty: the item that the event was about.",
    };

    /// <inheritdoc/>
    public override string Category => nameof(Content);

    /// <inheritdoc/>
    public override IReadOnlyList<ActivitySetting> Settings => [Content];

    /// <summary>The item to work on.</summary>
    /// <returns>Its id, and the version that was meant where one is known; null where there is no item.</returns>
    protected static (string Id, string? Version)? Target(ActivityContext context) => context.Evaluate("Content") switch
    {
        null => context.ContentItem is { } item ? (item.ContentItemId, item.ContentItemVersionId) : null,
        string id => id.Length > 0 ? (id, null) : null,
        { } value => Member(value, nameof(ContentItem.ContentItemId)) is { } id ? (id, Member(value, nameof(ContentItem.ContentItemVersionId))) : null,
    };

    /// <summary>The latest version of the item to work on.</summary>
    /// <exception cref="InvalidOperationException">There is no such item.</exception>
    protected static async Task<ContentItem> LatestAsync(ContentManager content, ActivityContext context, CancellationToken cancellationToken) =>
        Target(context) is not { } target
            ? throw new InvalidOperationException("There is no item to work on: Content yields nothing, and the event was about none.")
            : await content.GetAsync(target.Id, cancellationToken: cancellationToken)
                ?? throw new InvalidOperationException($"There is no item “{target.Id}”.");

    private static string? Member(object value, string name) =>
        ExpressionValue.TryMember(value, name, out var member) && ExpressionValue.ToText(member) is { Length: > 0 } text ? text : null;
}
