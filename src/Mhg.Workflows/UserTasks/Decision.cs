using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mhg.ContentManagement;
using Mhg.ContentManagement.Storage;

namespace Mhg.Workflows.UserTasks;

/// <summary>
/// What an action meant when it was taken, as it stands in the data of its event in the audit: the history stays readable when the
/// workflow is changed later.
/// </summary>
/// <param name="WorkflowId">The instance.</param>
/// <param name="WorkflowTypeId">Its type.</param>
/// <param name="ActivityId">The user task.</param>
/// <param name="IsReview">Whether it was a reviewer's decision, and not an editor's request for one.</param>
/// <param name="Approves">Whether the action taken approved the draft.</param>
/// <param name="NeedsChange">Whether nobody is asked about the draft again before it is changed: it was turned down.</param>
public sealed record Decision(string WorkflowId, string WorkflowTypeId, string ActivityId, bool IsReview, bool Approves, bool NeedsChange)
{
    /// <summary>What people called the task, say <c>Decide</c>; null in events from before it was kept.</summary>
    public string? Title { get; init; }

    /// <summary>Since when the task had waited (UTC); null in events from before it was kept.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>The link by which a guest without an account decided; null where somebody with an account did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GuestLinkId { get; init; }

    /// <summary>The account of the one who asked the guest; null where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InvitedById { get; init; }

    /// <summary>Whether it handed the draft back to its editor.</summary>
    public bool HandsBack => IsReview && !Approves;

    /// <summary>What an event of the audit says of an action; null for an event that is none.</summary>
    public static Decision? Of(AuditEvent auditEvent) =>
        auditEvent.Data is { } data && data.ContainsKey(nameof(WorkflowId)) ? data.Deserialize<Decision>(ContentJson.Options) : null;

    internal JsonObject ToData() => JsonSerializer.SerializeToNode(this, ContentJson.Options)!.AsObject();
}
