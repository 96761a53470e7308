using Mhg.ContentManagement.Access;
using Mhg.Data.Identity;
using Mhg.Modularity.People;

namespace Mhg.Web.Hosting;

/// <summary>Names people on the modules' pages.</summary>
public sealed class PeopleDirectory(People people, Actors actors) : IPeopleDirectory
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        (await people.FindAsync(userIds, cancellationToken)).ToDictionary(person => person.Id, person => person.DisplayName);

    /// <inheritdoc/>
    public ValueTask<Actor> ActorAsync(string userId, CancellationToken cancellationToken) => actors.FromUserIdAsync(userId, cancellationToken);
}
