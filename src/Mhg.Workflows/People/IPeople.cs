using Mhg.ContentManagement.Access;
using Mhg.Workflows.Notices;

namespace Mhg.Workflows.People;

/// <summary>A person with an account, as far as workflows know them.</summary>
/// <param name="UserId">The account's id.</param>
/// <param name="UserName">The account's name.</param>
/// <param name="Email">The address; null where there is none.</param>
/// <param name="NoticeMail">Whether notices come by e-mail, too.</param>
public sealed record Person(string UserId, string UserName, string? Email = null, NoticeMail NoticeMail = NoticeMail.AtOnce)
{
    /// <summary>The name that others see.</summary>
    public string DisplayName { get; init; } = UserName;
}

/// <summary>Who has an account. The host knows; accounts that are switched off are left out.</summary>
public interface IPeople
{
    /// <summary>The person with an id, or null. Templates ask it, which can't wait.</summary>
    Person? Find(string userId);

    /// <summary>The people with these ids; those that nobody has are left out.</summary>
    Task<IReadOnlyList<Person>> FindAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken);

    /// <summary>What the person with an account may do now; a visitor where the account is not there, or switched off.</summary>
    ValueTask<Actor> ActorAsync(string userId, CancellationToken cancellationToken);

    /// <summary>The people who have chosen this of e-mails with notices.</summary>
    Task<IReadOnlyList<Person>> ListByNoticeMailAsync(NoticeMail choice, CancellationToken cancellationToken);

    /// <summary>The people with these user names, compared without case; names that nobody has are left out.</summary>
    Task<IReadOnlyList<Person>> FindByNamesAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellationToken);

    /// <summary>The people who hold one of these roles, each once.</summary>
    Task<IReadOnlyList<Person>> ListInRolesAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken);
}
