using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mhg.Web.Administration;

/// <summary>A change that was refused.</summary>
/// <param name="Field">The field of the form that it is about; empty for the whole form.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Refusal(string Field, string Message);

/// <summary>The site refuses a change; nothing of it was kept.</summary>
public sealed class RefusedException(params IReadOnlyList<Refusal> refusals) : Exception(string.Join(" ", refusals.Select(refusal => refusal.Message)))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>Ends the change where Identity refused it.</summary>
    public static void ThrowIfFailed(IdentityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Succeeded)
            throw new RefusedException([.. result.Errors.Select(error => new Refusal(FieldOf(error.Code), error.Description))]);
    }

    /// <summary>Puts the messages beside the fields of a form.</summary>
    /// <param name="state">The page's model state.</param>
    /// <param name="form">The name of the bound form.</param>
    public void AddTo(ModelStateDictionary state, string form)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var (field, message) in refusals)
            state.AddModelError(field.Length == 0 ? "" : $"{form}.{field}", message);
    }

    private static string FieldOf(string code) => code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.InvalidUserName) => "UserName",
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.InvalidEmail) => "Email",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "Present",
        nameof(IdentityErrorDescriber.DuplicateRoleName) or nameof(IdentityErrorDescriber.InvalidRoleName) => "Name",
        _ when code.StartsWith("Password", StringComparison.Ordinal) => "Password",
        _ => "",
    };
}
