using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Identity;

namespace Mhg.Data.Identity;

/// <summary>A person's account.</summary>
public sealed class MhgUser : IdentityUser
{
    /// <summary>The name that others see; the user name where it is empty.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The IANA id of the person's time zone; null for the site's.</summary>
    public string? TimeZoneId { get; set; }

    /// <summary>The person's language, say <c>en</c>; null for the site's.</summary>
    public string? Culture { get; set; }

    /// <summary>Whether notices come by e-mail, too.</summary>
    public NoticeMail NoticeMail { get; set; }

    /// <summary>Whether the person may sign in. An account that is off is treated as a visitor at its next request.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The account as workflows know it.</summary>
    public Person ToPerson() => new(Id, UserName ?? "", Email, NoticeMail);
}
