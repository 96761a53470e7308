namespace Mhg.Web.Setup;

/// <summary>Until the site has been set up, every page is the setup page; afterwards there is no setup page any more.</summary>
public sealed class SetupGate(RequestDelegate next, SetupState state)
{
    /// <summary>Lets a request through or leads it to the setup.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!state.IsDone)
            await context.RequestServices.GetRequiredService<SiteSetup>().LookAsync(context.RequestAborted);
        var path = context.Request.Path;
        var isSetup = path.StartsWithSegments("/setup");
        if (state.IsDone == !isSetup || path.StartsWithSegments("/_content") || path.StartsWithSegments("/error") || path.StartsWithSegments("/health"))
            await next(context);
        else if (isSetup)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            context.Response.Redirect($"{context.Request.PathBase}/setup");
    }
}
