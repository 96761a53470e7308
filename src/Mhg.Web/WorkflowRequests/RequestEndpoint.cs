using Mhg.ContentManagement;
using Mhg.Workflows;
using Mhg.Workflows.Activities.Http;
using Mhg.Workflows.Http;
using Microsoft.AspNetCore.Antiforgery;

namespace Mhg.Web.WorkflowRequests;

/// <summary>Where requests for <see cref="HttpRequestEvent"/> come in.</summary>
public static class RequestEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    /// <summary>Serves <c>/workflows/invoke</c>.</summary>
    public static void MapWorkflowRequests(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/workflows/invoke", Methods, InvokeAsync).DisableAntiforgery();

    private static async Task<IResult> InvokeAsync(
        string? token, HttpContext context, WorkflowTokens tokens, WorkflowTypes types, IWorkflowStore workflows, WorkflowEngine engine,
        WorkflowResponse response, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (tokens.ReadEvent(token) is not { } meant
            || (await types.AllAsync(cancellationToken)).Find(meant.WorkflowTypeId)?.Find(meant.ActivityId) is not { Name: nameof(HttpRequestEvent) } activity)
            return TypedResults.NotFound();
        if (HttpRequestEvent.IsForOwnForms(activity) && !await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        if (await RequestInput.WithBodyAsync(context.Request, cancellationToken) is not { } request)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        request[nameof(WorkflowType.WorkflowTypeId)] = meant.WorkflowTypeId;
        request[nameof(ActivityRecord.ActivityId)] = meant.ActivityId;

        if (activity.IsStart)
        {
            await engine.TriggerAsync(new WorkflowEvent(nameof(HttpRequestEvent), null, RequestInput.Event(request)), cancellationToken);
        }
        else
        {
            var waiting = await workflows.ListWaitingAsync([new WaitingPlace(meant.WorkflowTypeId, meant.ActivityId)], 0, 1, cancellationToken);
            try
            {
                if (waiting.Count == 0 || await engine.ResumeAsync(waiting[0].WorkflowId, meant.ActivityId, RequestInput.Event(request), cancellationToken) is null)
                    return TypedResults.NotFound();
            }
            catch (Exception refusal) when (refusal is WorkflowFaultException or WorkflowConflictException or ContentRefusedException)
            {
                return TypedResults.Conflict();
            }
        }
        return new WorkflowAnswer(response);
    }
}
