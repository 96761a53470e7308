using Mhg.ContentManagement.Access;
using Mhg.Data.Content;
using Mhg.Workflows.Notices;
using Mhg.Workflows.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mhg.Data.Identity;

/// <summary>A person as others on the site may know them.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="DisplayName">The name that others see; never empty.</param>
/// <param name="Email">The address for notices; null where there is none.</param>
/// <param name="TimeZoneId">The IANA id of the person's time zone; null for the site's.</param>
/// <param name="Culture">The person's language; null for the site's.</param>
/// <param name="NoticeMail">Whether notices come by e-mail, too.</param>
public sealed record Profile(string Id, string UserName, string DisplayName, string? Email, string? TimeZoneId, string? Culture, NoticeMail NoticeMail);

/// <summary>Looks up people for pickers and notices. Accounts that are switched off are found by id only, for names in the history.</summary>
public sealed class People(MhgDbContext db, ILookupNormalizer normalizer, Actors actors) : IPeople
{
    /// <summary>The people with these ids; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<Profile>> FindAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken = default) =>
        userIds.Count == 0 ? [] : await ListAsync(db.Users.Where(user => userIds.Contains(user.Id)), cancellationToken);

    /// <summary>The person with a user name or, where nobody has it, an e-mail address; null where there is none.</summary>
    public async Task<Profile?> FindByNameAsync(string userNameOrEmail, CancellationToken cancellationToken = default)
    {
        var (name, email) = (normalizer.NormalizeName(userNameOrEmail), normalizer.NormalizeEmail(userNameOrEmail));
        var found = await ListAsync(Enabled.Where(user => user.NormalizedUserName == name), cancellationToken);
        if (found.Count == 0)
            found = await ListAsync(Enabled.Where(user => user.NormalizedEmail == email), cancellationToken);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>The display names of people by their user names, compared without case. Who wrote a version is kept by user name; of names that nobody has any more, the name itself is all that is known.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesOfAuthorsAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellationToken = default)
    {
        var normalized = userNames.Where(name => name.Length > 0).Select(normalizer.NormalizeName).Distinct().ToList();
        var known = normalized.Count == 0 ? [] : await ListAsync(db.Users.Where(user => normalized.Contains(user.NormalizedUserName)), cancellationToken);
        var names = userNames.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
        foreach (var person in known)
            names[person.UserName] = person.DisplayName;
        return names;
    }

    /// <summary>Everybody in one of these roles.</summary>
    public Task<IReadOnlyList<Profile>> InRolesAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default) =>
        ListAsync(In(roles), cancellationToken);

    Person? IPeople.Find(string userId) =>
        Enabled.Where(user => user.Id == userId).Select(user => new Person(user.Id, user.UserName ?? "", user.Email, user.NoticeMail) { DisplayName = user.DisplayName != "" ? user.DisplayName : user.UserName ?? "" }).FirstOrDefault();

    async Task<IReadOnlyList<Person>> IPeople.FindAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        userIds.Count == 0 ? [] : Persons(await ListAsync(Enabled.Where(user => userIds.Contains(user.Id)), cancellationToken));

    ValueTask<Actor> IPeople.ActorAsync(string userId, CancellationToken cancellationToken) => actors.FromUserIdAsync(userId, cancellationToken);

    async Task<IReadOnlyList<Person>> IPeople.ListByNoticeMailAsync(NoticeMail choice, CancellationToken cancellationToken) =>
        Persons(await ListAsync(Enabled.Where(user => user.NoticeMail == choice), cancellationToken));

    async Task<IReadOnlyList<Person>> IPeople.FindByNamesAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellationToken)
    {
        var names = userNames.Select(normalizer.NormalizeName).ToList();
        return Persons(await ListAsync(Enabled.Where(user => names.Contains(user.NormalizedUserName)), cancellationToken));
    }

    async Task<IReadOnlyList<Person>> IPeople.ListInRolesAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken) =>
        Persons(await InRolesAsync(roles, cancellationToken));

    /// <summary>People whose name, user name or address contains a text, for a picker.</summary>
    /// <param name="text">What was typed; empty for anybody.</param>
    /// <param name="roles">Only people in one of these; null for all.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Profile>> SearchAsync(
        string text, IReadOnlyCollection<string>? roles = null, int take = 20, CancellationToken cancellationToken = default)
    {
        // A network has hundreds of accounts and not millions: names are folded here, where accents are known.
        var wanted = SortText.Of(text.Trim());
        var people = await ListAsync(roles is null ? Enabled : In(roles), cancellationToken);
        return [.. people.Where(person => ((string?[])[person.DisplayName, person.UserName, person.Email])
            .Any(name => name is not null && SortText.Of(name).Contains(wanted, StringComparison.Ordinal))).Take(take)];
    }

    private IQueryable<MhgUser> Enabled => db.Users.Where(user => user.IsEnabled);

    private IQueryable<MhgUser> In(IReadOnlyCollection<string> roles)
    {
        var names = roles.Select(normalizer.NormalizeName).ToList();
        var members = from member in db.UserRoles
                      join role in db.Roles on member.RoleId equals role.Id
                      where names.Contains(role.NormalizedName)
                      select member.UserId;
        return Enabled.Where(user => members.Contains(user.Id));
    }

    private static List<Person> Persons(IReadOnlyList<Profile> profiles) =>
        [.. profiles.Select(profile => new Person(profile.Id, profile.UserName, profile.Email, profile.NoticeMail) { DisplayName = profile.DisplayName })];

    private static async Task<IReadOnlyList<Profile>> ListAsync(IQueryable<MhgUser> users, CancellationToken cancellationToken)
    {
        var people = await users
            .Select(user => new Profile(user.Id, user.UserName ?? "", user.DisplayName != "" ? user.DisplayName : user.UserName ?? "", user.Email, user.TimeZoneId, user.Culture, user.NoticeMail))
            .ToListAsync(cancellationToken);
        return [.. people.OrderBy(person => SortText.Of(person.DisplayName), StringComparer.Ordinal).ThenBy(person => person.Id, StringComparer.Ordinal)];
    }
}
