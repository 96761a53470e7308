using System.Text.Json.Nodes;
using Mhg.Workflows.Activities;
using Mhg.Workflows.Outbox;

namespace Mhg.Workflows.Http;

/// <summary>Sends the requests of workflows, and lets these go on with the response.</summary>
public sealed class HttpRequestReceiver(HttpRequests requests, IWorkflowStore workflows, WorkflowEngine engine) : OutboxReceiver
{
    private const string HttpRequest = nameof(HttpRequest);

    /// <inheritdoc/>
    public override string Kind => HttpRequest;

    /// <inheritdoc/>
    public override bool IsTransactional => false;

    // Some two minutes; after them the workflow is faulted, which somebody sees.
    /// <inheritdoc/>
    public override int MostAttempts => 3;

    /// <inheritdoc/>
    public override string Describe(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        // What stands behind the address of a request may be a password.
        return Uri.TryCreate((string?)message.Payload[nameof(HttpRequests.Url)], UriKind.Absolute, out var address) ? $"Ask {address.Host} for a workflow" : "Ask an address for a workflow";
    }

    /// <inheritdoc/>
    public override async Task ReceiveAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (workflowId, activityId) = ((string)message.Payload[nameof(Workflow.WorkflowId)]!, (string)message.Payload[nameof(ActivityRecord.ActivityId)]!);
        // Given up meanwhile, or sent before by a process that was killed afterwards.
        if (await workflows.FindAsync(workflowId, cancellationToken) is not { Status: WorkflowStatus.Halted } workflow
            || !workflow.BlockingActivities.Exists(blocking => blocking.ActivityId == activityId))
            return;
        JsonObject response;
        try
        {
            response = await requests.SendAsync(message.Payload, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidOperationException || (message.Attempts >= MostAttempts && !cancellationToken.IsCancellationRequested))
        {
            response = new JsonObject { ["Error"] = fault.Message };
        }
        await engine.AnswerAsync(workflowId, activityId, new Dictionary<string, object?> { [WorkflowInput.HttpResponse] = response }, cancellationToken);
    }

    /// <summary>The message that has a request sent.</summary>
    internal static OutboxMessage Request(ActivityContext context, DateTime nowUtc)
    {
        var id = (context.Workflow.WorkflowId, context.Record.ActivityId);
        return new OutboxMessage($"{HttpRequest}/{id.WorkflowId}/{id.ActivityId}", HttpRequest, new JsonObject
        {
            [nameof(Workflow.WorkflowId)] = id.WorkflowId,
            [nameof(ActivityRecord.ActivityId)] = id.ActivityId,
            [nameof(HttpRequests.Url)] = context.Render(nameof(HttpRequests.Url)).Trim(),
            [nameof(HttpRequests.HttpMethod)] = context.Record.Text(nameof(HttpRequests.HttpMethod)),
            [nameof(HttpRequests.Headers)] = context.Render(nameof(HttpRequests.Headers)),
            [nameof(HttpRequests.ContentType)] = context.Render(nameof(HttpRequests.ContentType)),
            [nameof(HttpRequests.Body)] = context.Render(nameof(HttpRequests.Body)),
        }, nowUtc);
    }
}
