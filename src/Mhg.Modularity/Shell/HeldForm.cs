using Microsoft.AspNetCore.Http;

namespace Mhg.Modularity.Shell;

/// <summary>
/// What was sent by somebody whose sign-in has expired, to be sent again once they have signed in: the model of the theme's
/// <c>_SignedOut</c>.
/// </summary>
/// <param name="Fields">The names and values, in the order of the form.</param>
public sealed record HeldForm(IReadOnlyList<(string Name, string? Value)> Fields)
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>Takes over what was sent.</summary>
    /// <param name="form">The form.</param>
    /// <param name="except">Names that are left out, such as the button's: what is to be done is asked anew. The token is left out always.</param>
    public static HeldForm Of(IFormCollection form, params string[] except) => new(
        [.. from sent in form
            where sent.Key != Token && !except.Contains(sent.Key)
            from value in sent.Value
            select (sent.Key, value)]);
}
