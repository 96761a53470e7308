namespace Mhg.Modularity.People;

/// <summary>Who has an account, for pages that name people. The host implements it over its accounts.</summary>
public interface IPeopleDirectory
{
    /// <summary>The display names of accounts by their ids; accounts that are not there are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken);
}
