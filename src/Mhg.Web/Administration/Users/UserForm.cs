using System.ComponentModel.DataAnnotations;

namespace Mhg.Web.Administration.Users;

/// <summary>The fields of an account that an administrator fills in.</summary>
public sealed class UserForm
{
    [Required(ErrorMessage = "Give the person a user name."), StringLength(64, ErrorMessage = "Keep the user name to 64 characters.")]
    public string UserName { get; set; } = "";

    [Required(ErrorMessage = "Give the person's e-mail address."), EmailAddress(ErrorMessage = "This is no e-mail address; one looks like name@example.org.")]
    [StringLength(256, ErrorMessage = "Keep the address to 256 characters.")]
    public string Email { get; set; } = "";

    [StringLength(100, ErrorMessage = "Keep the name to 100 characters.")]
    public string? DisplayName { get; set; }

    public bool IsEnabled { get; set; } = true;

    public List<string> Roles { get; set; } = [];

    /// <summary>The account's concurrency stamp when the form was opened.</summary>
    public string? Seen { get; set; }

    public AccountDetails Details() => new(UserName.Trim(), Email.Trim(), DisplayName?.Trim() ?? "", IsEnabled, Roles);
}
