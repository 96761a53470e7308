using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Mhg.Web.Account;

/// <summary>How a signed-in person is known again, and what happens to those who are not.</summary>
public static class SignInCookie
{
    /// <summary>Sets the options of Identity's cookie.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Cookie.Name = "mhg.account";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized, redirects: !IsApi(context.Request));
        // What an open page asks by itself says nothing of whether its reader is still there.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !IsApi(context.Request);
            return Task.CompletedTask;
        };
        // The error page is shown at the address that was asked for.
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden, redirects: false);
    }

    // A program can't fill in a sign-in form.
    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api");

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status, bool redirects)
    {
        if (redirects)
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
