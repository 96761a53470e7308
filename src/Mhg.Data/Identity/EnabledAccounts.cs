using Microsoft.AspNetCore.Identity;

namespace Mhg.Data.Identity;

/// <summary>Lets only accounts sign in that are switched on.</summary>
internal sealed class EnabledAccounts : IUserConfirmation<MhgUser>
{
    public Task<bool> IsConfirmedAsync(UserManager<MhgUser> manager, MhgUser user) => Task.FromResult(user.IsEnabled);
}
