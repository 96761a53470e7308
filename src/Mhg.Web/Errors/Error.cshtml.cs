using System.Diagnostics;
using Mhg.Data.Opening;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Errors;

/// <summary>Says what went wrong and what to do, for every request that ends without a page of its own.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }

    public string Icon { get; private set; } = "exclamation-triangle";

    public string Heading { get; private set; } = "";

    public string WhatToDo { get; private set; } = "";

    public string? RequestId { get; private set; }

    public void OnGet() { }

    public void OnPost() { }

    /// <inheritdoc/>
    // Here and not in a handler: the request that failed may have had any method.
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Taken from the route and not bound: binding would read the form, which may be what the fault is about.
        // Who asks for this page by its address learns that there is nothing; the number counts only where the site itself leads here.
        var code = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null && RouteData.Values["code"] is string number
            && int.TryParse(number, out var parsed) && parsed is >= 400 and < 600 ? parsed : (int?)null;
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        Code = fault switch
        {
            DatabaseUnavailableException => StatusCodes.Status503ServiceUnavailable,
            BadHttpRequestException bad => bad.StatusCode,
            AntiforgeryValidationException => StatusCodes.Status400BadRequest,
            not null => StatusCodes.Status500InternalServerError,
            null => code ?? StatusCodes.Status404NotFound,
        };
        Response.StatusCode = Code;
        (Icon, Heading, WhatToDo) = Code switch
        {
            400 => ("exclamation-triangle", "The form could not be read", "Nothing was saved. Go back, reload the page and send it again; your browser still has what you typed."),
            401 or 403 => ("lock", "This is not for your account", "Ask an administrator if you need it, or sign in with another account."),
            404 => ("compass", "There is nothing here", "The page may have moved or been taken back, or it is for members: sign in and try again."),
            405 => ("exclamation-triangle", "That can't be done here", "Go back and use the buttons of the page."),
            415 => ("exclamation-triangle", "That was not a form", "Nothing was saved. Go back and use the page's own form."),
            413 => ("exclamation-triangle", "That was too large", "Nothing was saved. Go back, make it smaller (large pictures pasted into a text are the usual reason) and send it again."),
            503 => ("database-exclamation", "The database can't be reached", "Nothing was saved. Try again in a minute; if it stays so, tell an administrator."),
            _ => ("exclamation-triangle", "Something went wrong", "Nothing was saved. Go back and try again; if it happens again, tell an administrator."),
        };
        if (Code >= 500)
            RequestId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
