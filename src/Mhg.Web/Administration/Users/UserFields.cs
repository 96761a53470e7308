using Mhg.Data.Identity;

namespace Mhg.Web.Administration.Users;

/// <summary>The model of the fields that a new and a present account share.</summary>
/// <param name="Form">What is filled in.</param>
/// <param name="Roles">The roles to choose from.</param>
public sealed record UserFields(UserForm Form, IReadOnlyList<MhgRole> Roles);
