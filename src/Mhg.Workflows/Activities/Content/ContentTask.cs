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
