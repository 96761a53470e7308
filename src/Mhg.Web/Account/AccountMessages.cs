using Microsoft.AspNetCore.Identity;

namespace Mhg.Web.Account;

/// <summary>What people read when an account can't be stored as they wish: what is wrong and what to do.</summary>
public sealed class AccountMessages : IdentityErrorDescriber
{
    /// <inheritdoc/>
    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), $"There is an account “{userName}” already. Choose another user name.");

    /// <inheritdoc/>
    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidUserName), "A user name has letters and digits without accents, and - . _ @ +, and no blanks.");

    /// <inheritdoc/>
    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), "Another account has this e-mail address. Give a different one.");

    /// <inheritdoc/>
    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), "This is no e-mail address; one looks like name@example.org.");

    /// <inheritdoc/>
    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), $"The password is too short. Use {length} characters or more; a sentence is easy to remember.");

    /// <inheritdoc/>
    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), "This is not your present password. Check the caps-lock key and type it again.");

    /// <inheritdoc/>
    public override IdentityError DuplicateRoleName(string role) => Error(nameof(DuplicateRoleName), $"There is a role “{role}” already. Choose another name.");

    /// <inheritdoc/>
    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "Somebody else changed this at the same moment. Reload the page and make your change again.");

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
