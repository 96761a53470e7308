using Microsoft.AspNetCore.Identity;

namespace Mhg.Data.Identity;

/// <summary>A role with the permissions that it holds.</summary>
public sealed class MhgRole : IdentityRole
{
    /// <summary>What the role is for.</summary>
    public string Description { get; set; } = "";

    /// <summary>The names of the permissions. Names that no module knows are kept. A change replaces the list.</summary>
    public IReadOnlyList<string> Permissions { get; set; } = [];
}
