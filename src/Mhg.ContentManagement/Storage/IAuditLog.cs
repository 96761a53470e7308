using System.Text.Json.Nodes;

namespace Mhg.ContentManagement.Storage;

/// <summary>Who did what, when, to which version. Written in the transaction of the change; never changed afterwards.</summary>
public interface IAuditLog
{
    /// <summary>Appends an event.</summary>
    Task AppendAsync(AuditEvent auditEvent, CancellationToken cancellationToken);

    /// <summary>Appends several events.</summary>
    Task AppendAsync(IReadOnlyList<AuditEvent> auditEvents, CancellationToken cancellationToken);

    /// <summary>The events of an item, newest first.</summary>
    Task<IReadOnlyList<AuditEvent>> ListAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>The events of several items, newest first. For lists, which are not to ask about each of their items.</summary>
    Task<IReadOnlyList<AuditEvent>> ListAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>The newest events of the whole site.</summary>
    Task<IReadOnlyList<AuditEvent>> ListNewestAsync(int skip, int take, CancellationToken cancellationToken);
}

/// <summary>One event.</summary>
/// <param name="Utc">When.</param>
/// <param name="UserId">Who; null for the site itself and for visitors.</param>
/// <param name="UserName">Who, as people know them.</param>
/// <param name="Name">What, say <c>Published</c> or <c>Approve</c>.</param>
/// <param name="ContentItemId">The item; null for what is about none (a sign-in, a role).</param>
/// <param name="ContentItemVersionId">The version; null where it is about none.</param>
/// <param name="ContentType">The item's type.</param>
/// <param name="Comment">What the person wrote.</param>
/// <param name="Data">Anything else that the event holds.</param>
public sealed record AuditEvent(
    DateTime Utc, string? UserId, string UserName, string Name, string? ContentItemId = null, string? ContentItemVersionId = null,
    string? ContentType = null, string? Comment = null, JsonObject? Data = null);
