using Mhg.Data.Identity;

namespace Mhg.Web.Setup;

/// <summary>The demonstration site, which only Development has: everybody may know its accounts.</summary>
public sealed partial class SiteSetup
{
    /// <summary>The password of all accounts of the demonstration.</summary>
    public const string DemonstrationPassword = "Orchard-2026";

    private static readonly NewAccount DemonstrationAdministrator = new("admin", "admin@example.org", DemonstrationPassword);

    // The editor has the id that the sample content names as its owner.
    private static readonly (string Role, MhgUser User)[] DemonstrationPeople =
    [
        ("Editor", new MhgUser { Id = "4user000000000000000editor", UserName = "editor", Email = "editor@example.org", DisplayName = "Ana Reyes" }),
        ("Reviewer", new MhgUser { Id = "4user00000000000000reviewer", UserName = "reviewer", Email = "reviewer@example.org", DisplayName = "Somchai Prasert" }),
        ("Member", new MhgUser { Id = "4user000000000000000member", UserName = "member", Email = "member@example.org", DisplayName = "Dewi Lestari" }),
    ];

    /// <summary>Makes the demonstration site where there is none, and names its accounts.</summary>
    public async Task MakeDemonstrationAsync(CancellationToken cancellationToken)
    {
        if (!state.IsDone)
        {
            await MakeAsync(new NewSite("MHG Network", UsualRecipe, DemonstrationAdministrator), cancellationToken);
            foreach (var (role, user) in DemonstrationPeople)
                await AddAccountAsync(new MhgUser { Id = user.Id, UserName = user.UserName, Email = user.Email, DisplayName = user.DisplayName }, DemonstrationPassword, role);
        }
        foreach (var (role, user) in DemonstrationPeople.Prepend(("Administrator", new MhgUser { UserName = DemonstrationAdministrator.UserName })))
            LogAccount(logger, role, user.UserName!, DemonstrationPassword);
    }

    [LoggerMessage(LogLevel.Information, "Demonstration account ({Role}): {UserName} / {Password}")]
    private static partial void LogAccount(ILogger logger, string role, string userName, string password);
}
