using Mhg.ContentManagement;
using Mhg.ContentManagement.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Editing;

/// <summary>How the work pages answer those who may not.</summary>
public static class ItemAccess
{
    /// <summary>
    /// Null where the actor may go on. Visitors are asked to sign in, except when they send a form: what they typed would be
    /// lost on the way. What the actor may not even see is not there; the rest is refused.
    /// </summary>
    /// <param name="page">The page that asks.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="maySee">Whether the actor may know of it.</param>
    /// <param name="may">Whether the actor may do what the page is for.</param>
    public static IActionResult? Refuse(this PageModel page, Actor actor, bool maySee, bool may) =>
        may ? null
        : !actor.IsSignedIn ? (HttpMethods.IsGet(page.Request.Method) ? page.Challenge() : page.StatusCode(StatusCodes.Status401Unauthorized))
        : maySee ? page.StatusCode(StatusCodes.Status403Forbidden)
        : page.NotFound();
}
