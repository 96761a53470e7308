using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;

namespace Mhg.Web.Hosting;

/// <summary>Finds out who makes the request, before anything asks for a right.</summary>
public sealed class ActorOfRequest(RequestDelegate next)
{
    /// <summary>Sets the actor and goes on. Files of the theme need none.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentActor current, Actors actors)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(actors);
        if (context.GetEndpoint() is not null && !context.Request.Path.StartsWithSegments("/_content"))
            current.Actor = await actors.FromAsync(context.User, context.RequestAborted);
        await next(context);
    }
}
