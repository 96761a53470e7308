using System.Text;
using Mhg.Workflows.Http;

namespace Mhg.Web.WorkflowRequests;

/// <summary>Sends what a workflow has answered.</summary>
internal sealed class WorkflowAnswer(WorkflowResponse answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.StatusCode ?? StatusCodes.Status202Accepted;
        foreach (var (name, value) in answer.Headers)
            response.Headers.Append(name, value);
        if (answer.ContentType.Length == 0)
            return;
        response.ContentType = answer.ContentType.Contains("charset", StringComparison.OrdinalIgnoreCase) ? answer.ContentType : answer.ContentType + "; charset=utf-8";
        await response.WriteAsync(answer.Body, Encoding.UTF8, httpContext.RequestAborted);
    }
}
