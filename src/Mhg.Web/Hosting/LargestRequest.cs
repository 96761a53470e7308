using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Mhg.Web.Hosting;

/// <summary>Refuses a request that says itself that it is too large, before anything reads it, so that the answer is the page that explains it.</summary>
public sealed class LargestRequest(RequestDelegate next, IOptions<SiteOptions> options)
{
    /// <summary>Refuses or goes on.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // The error page passes here, too, on behalf of the same request.
        if (context.Request.ContentLength is not { } length || length <= options.Value.LargestRequest || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            return next(context);
        // The server takes in the rest and throws it away. Otherwise it would cut the line, and the browser would show that instead of the page.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = length;
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
