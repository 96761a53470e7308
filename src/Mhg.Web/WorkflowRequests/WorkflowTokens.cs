using System.Security.Cryptography;
using System.Text.Json;
using Mhg.Workflows;
using Microsoft.AspNetCore.DataProtection;

namespace Mhg.Web.WorkflowRequests;

/// <summary>
/// The addresses by which workflows are reached from outside. What an address leads to is in its token, which only this site can make;
/// whoever has the address may use it until it ends.
/// </summary>
public sealed class WorkflowTokens(IDataProtectionProvider protection) : IWorkflowLinks
{
    // As in Orchard Core.
    private static readonly TimeSpan SignalLifetime = TimeSpan.FromDays(7);

    private readonly ITimeLimitedDataProtector _signals = protection.CreateProtector("Mhg.Workflows.Signal").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _events = protection.CreateProtector("Mhg.Workflows.HttpRequestEvent").ToTimeLimitedDataProtector();

    /// <summary>A signal to an instance.</summary>
    /// <param name="WorkflowId">The instance.</param>
    /// <param name="Name">The signal.</param>
    public sealed record SignalPayload(string WorkflowId, string Name);

    /// <summary>An event of a workflow type.</summary>
    /// <param name="WorkflowTypeId">The type.</param>
    /// <param name="ActivityId">Its activity.</param>
    public sealed record EventPayload(string WorkflowTypeId, string ActivityId);

    /// <inheritdoc/>
    public string Signal(Workflow workflow, string signalName) =>
        "/workflows/trigger?token=" + _signals.Protect(JsonSerializer.Serialize(new SignalPayload(workflow.WorkflowId, signalName)), SignalLifetime);

    /// <summary>The address of an <c>HttpRequestEvent</c>.</summary>
    /// <param name="workflowTypeId">The type.</param>
    /// <param name="activityId">Its activity.</param>
    /// <param name="days">For how many days it holds; 0 for always.</param>
    public string Event(string workflowTypeId, string activityId, int days)
    {
        var payload = JsonSerializer.Serialize(new EventPayload(workflowTypeId, activityId));
        // More days than the calendar has left are always.
        var isForDays = days > 0 && days < (DateTimeOffset.MaxValue - DateTimeOffset.UtcNow).TotalDays - 1;
        return "/workflows/invoke?token=" + (isForDays ? _events.Protect(payload, TimeSpan.FromDays(days)) : _events.Protect(payload, DateTimeOffset.MaxValue));
    }

    /// <summary>What a signal's token says; null for one that this site has not made, or that has ended.</summary>
    public SignalPayload? ReadSignal(string? token) => Read<SignalPayload>(_signals, token);

    /// <summary>What an event's token says; null for one that this site has not made, or that has ended.</summary>
    public EventPayload? ReadEvent(string? token) => Read<EventPayload>(_events, token);

    private static T? Read<T>(ITimeLimitedDataProtector protector, string? token) where T : class
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : JsonSerializer.Deserialize<T>(protector.Unprotect(token));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
