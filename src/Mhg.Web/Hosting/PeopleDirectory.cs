using Mhg.Data.Identity;
using Mhg.Modularity.People;

namespace Mhg.Web.Hosting;

/// <summary>Names people on the modules' pages.</summary>
public sealed class PeopleDirectory(People people) : IPeopleDirectory
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        (await people.FindAsync(userIds, cancellationToken)).ToDictionary(person => person.Id, person => person.DisplayName);
}
