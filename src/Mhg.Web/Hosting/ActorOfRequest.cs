using System.Security.Claims;
using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;
using Mhg.Modularity.Features;

namespace Mhg.Web.Hosting;

/// <summary>Finds out who makes the request, before anything asks for a right, and which features other processes have switched.</summary>
public sealed class ActorOfRequest(RequestDelegate next)
{
    /// <summary>Sets the actor and goes on. Files of the theme need none.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentActor current, Actors actors, FeatureSwitch features)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(actors);
        ArgumentNullException.ThrowIfNull(features);
        if (context.GetEndpoint() is not null && !context.Request.Path.StartsWithSegments("/_content"))
        {
            await features.LoadAsync(context.RequestAborted);
            current.Actor = await actors.FromAsync(context.User, context.RequestAborted);
            // The cookie of an account that is gone or switched off signs nobody in.
            if (!current.Actor.IsSignedIn)
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
        await next(context);
    }
}
