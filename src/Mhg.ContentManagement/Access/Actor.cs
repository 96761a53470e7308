using System.Collections.Frozen;

namespace Mhg.ContentManagement.Access;

/// <summary>Who acts or reads: a person with an account, a visitor, a guest whom a person has asked, or the site itself.</summary>
public sealed class Actor
{
    /// <summary>The permission that includes all others, as in Orchard Core.</summary>
    public const string SiteOwner = "SiteOwner";

    private readonly FrozenSet<string> _roles;
    private readonly FrozenSet<string> _permissions;
    private readonly bool _everything;
    private readonly Actor? _invitedBy;

    /// <summary>A person or a visitor.</summary>
    /// <param name="userId">The account's id; null for a visitor.</param>
    /// <param name="userName">The account's name.</param>
    /// <param name="roles">The person's roles, <c>Authenticated</c> or <c>Anonymous</c> among them.</param>
    /// <param name="permissions">The names of all permissions that the roles hold.</param>
    public Actor(string? userId, string userName, IEnumerable<string> roles, IEnumerable<string> permissions)
        : this(userId, userName, roles, permissions, everything: false)
    {
        _everything = _permissions.Contains(SiteOwner);
    }

    private Actor(string? userId, string userName, IEnumerable<string> roles, IEnumerable<string> permissions, bool everything)
    {
        UserId = userId;
        UserName = userName;
        _roles = roles.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _permissions = permissions.ToFrozenSet(StringComparer.Ordinal);
        _everything = everything;
    }

    private Actor(string name, Actor invitedBy, string linkId) : this(null, name, Nobody.Roles, [])
    {
        _invitedBy = invitedBy;
        GuestLinkId = linkId;
    }

    /// <summary>Somebody without an account, as they answer by the link that a person gave them. Of themselves they may do nothing.</summary>
    /// <param name="name">The guest's name.</param>
    /// <param name="invitedBy">The person as they are now: what they may not decide, their guest may not.</param>
    /// <param name="linkId">The link.</param>
    public static Actor Guest(string name, Actor invitedBy, string linkId) => new(name, invitedBy, linkId);

    /// <summary>The site itself: recipes, schedules, the indexer. It may do everything.</summary>
    public static Actor Site { get; } = new(null, "site", [], [], everything: true);

    /// <summary>A visitor of whom nothing is known and who may do nothing.</summary>
    public static Actor Nobody { get; } = new(null, "", ["Anonymous"], []);

    /// <summary>The account's id; null for a visitor and for the site.</summary>
    public string? UserId { get; }

    /// <summary>The account's name.</summary>
    public string UserName { get; }

    /// <summary>The person's roles.</summary>
    public IReadOnlySet<string> Roles => _roles;

    /// <summary>In whose place somebody decides: for a guest the one who asked them, for everybody else they themselves.</summary>
    public Actor OnBehalfOf => _invitedBy ?? this;

    /// <summary>The link by which a guest came; null for everybody else.</summary>
    public string? GuestLinkId { get; }

    /// <summary>Whether the person has signed in.</summary>
    public bool IsSignedIn => UserId is not null;

    /// <summary>Whether the actor holds a permission, itself or by one that implies it.</summary>
    public bool Can(Permission permission) =>
        _everything || _permissions.Contains(permission.Name) || permission.ImpliedBy.Any(Can);

    /// <summary>Whether the actor holds a content permission for items of a type.</summary>
    public bool Can(Permission permission, string contentType) => Can(ContentPermissions.For(permission, contentType));
}

/// <summary>The actor of the present request or job.</summary>
public sealed class CurrentActor
{
    /// <summary>Who acts; nobody until it is set.</summary>
    public Actor Actor { get; set; } = Actor.Nobody;
}
