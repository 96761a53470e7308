using Mhg.Workflows;
using Mhg.Workflows.Activities.Http;
using Mhg.Workflows.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Mhg.Web.WorkflowRequests;

/// <summary>Tells workflows which page is asked for, before it is made. One that answers does so in its place.</summary>
public sealed class RequestFilter : IAsyncPageFilter
{
    /// <inheritdoc/>
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if ((await http.RequestServices.GetRequiredService<WorkflowTypes>().AllAsync(http.RequestAborted)).StartedBy(nameof(HttpRequestFilterEvent)).Any())
        {
            var response = http.RequestServices.GetRequiredService<WorkflowResponse>();
            await http.RequestServices.GetRequiredService<WorkflowEngine>().TriggerAsync(
                new WorkflowEvent(nameof(HttpRequestFilterEvent), null, RequestInput.Event(RequestInput.Of(http.Request))), http.RequestAborted);
            if (response.StatusCode is not null)
            {
                context.Result = new Answer(response);
                return;
            }
        }
        await next();
    }

    private sealed class Answer(WorkflowResponse response) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => new WorkflowAnswer(response).ExecuteAsync(context.HttpContext);
    }
}
