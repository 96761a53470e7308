using Mhg.ContentManagement.Access;

namespace Mhg.Modularity.People;

/// <summary>Who has an account, for pages that name people. The host implements it over its accounts.</summary>
public interface IPeopleDirectory
{
    /// <summary>The display names of accounts by their ids; accounts that are not there are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken);

    /// <summary>What the person with an account may do now; a visitor where the account is not there, or switched off.</summary>
    ValueTask<Actor> ActorAsync(string userId, CancellationToken cancellationToken);
}
