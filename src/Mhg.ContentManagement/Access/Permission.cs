namespace Mhg.ContentManagement.Access;

/// <summary>Something that a role may be allowed to do.</summary>
/// <param name="Name">The name that recipes use.</param>
/// <param name="Description">What it allows, for the administrator.</param>
public sealed record Permission(string Name, string Description)
{
    /// <summary>Permissions that include this one.</summary>
    public IReadOnlyList<Permission> ImpliedBy { get; init; } = [];

    /// <summary>The group under which it is listed.</summary>
    public string Category { get; init; } = "";
}

/// <summary>Orchard Core's content permissions, each for all types and for one type.</summary>
public static class ContentPermissions
{
    private const string Group = "Content";

    /// <summary>Publish and unpublish anybody's content, which includes writing it.</summary>
    public static Permission PublishContent { get; } = new("PublishContent", "Publish or unpublish content") { Category = Group };

    /// <summary>Write and change anybody's content.</summary>
    public static Permission EditContent { get; } = new("EditContent", "Write and edit content") { Category = Group, ImpliedBy = [PublishContent] };

    /// <summary>Write content and change one's own.</summary>
    public static Permission EditOwnContent { get; } = new("EditOwnContent", "Write content and edit one's own") { Category = Group, ImpliedBy = [EditContent] };

    /// <summary>Delete anybody's content.</summary>
    public static Permission DeleteContent { get; } = new("DeleteContent", "Delete content") { Category = Group };

    /// <summary>Delete one's own content.</summary>
    public static Permission DeleteOwnContent { get; } = new("DeleteOwnContent", "Delete one's own content") { Category = Group, ImpliedBy = [DeleteContent] };

    /// <summary>Begin new content from a copy.</summary>
    public static Permission CloneContent { get; } = new("CloneContent", "Clone content") { Category = Group, ImpliedBy = [EditContent] };

    /// <summary>See drafts as they will look.</summary>
    public static Permission PreviewContent { get; } = new("PreviewContent", "Preview drafts") { Category = Group, ImpliedBy = [EditContent] };

    /// <summary>Read published content, as far as its audience allows.</summary>
    public static Permission ViewContent { get; } = new("ViewContent", "View published content") { Category = Group, ImpliedBy = [EditContent, PreviewContent] };

    /// <summary>See lists of content, drafts by title included.</summary>
    public static Permission ListContent { get; } = new("ListContent", "List content") { Category = Group, ImpliedBy = [EditContent] };

    /// <summary>All of them, for every type.</summary>
    public static IReadOnlyList<Permission> All { get; } =
        [ViewContent, PreviewContent, ListContent, EditOwnContent, EditContent, CloneContent, PublishContent, DeleteOwnContent, DeleteContent];

    // Orchard names the permission of a type by the action alone: EditContent for workshops is Edit_Workshop.
    private static readonly Dictionary<string, string> TypeNames = new(StringComparer.Ordinal)
    {
        ["PublishContent"] = "Publish_",
        ["EditContent"] = "Edit_",
        ["EditOwnContent"] = "EditOwn_",
        ["DeleteContent"] = "Delete_",
        ["DeleteOwnContent"] = "DeleteOwn_",
        ["CloneContent"] = "Clone_",
        ["PreviewContent"] = "Preview_",
        ["ViewContent"] = "View_",
        ["ListContent"] = "ListContent_",
    };

    /// <summary>The same permission for one content type. Holding it for all types includes it.</summary>
    public static Permission For(Permission permission, string contentType) => new(TypeNames[permission.Name] + contentType, permission.Description)
    {
        Category = contentType,
        ImpliedBy = [permission, .. permission.ImpliedBy.Select(implying => For(implying, contentType))],
    };
}
