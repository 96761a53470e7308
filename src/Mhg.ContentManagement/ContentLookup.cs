using Mhg.ContentManagement.Access;
using Mhg.ContentManagement.Parts;
using Mhg.ContentManagement.Storage;

namespace Mhg.ContentManagement;

/// <summary>
/// What content that is being saved asks about other content, and about the site. Taxonomies and roles are read once in a lookup's
/// life: one saving or one import.
/// </summary>
public sealed class ContentLookup(IContentStore store, ISiteRoles roles)
{
    private IReadOnlyList<string>? _roles;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>?> _taxonomies = [];
    private readonly Dictionary<string, string?> _pathOwners = [];

    /// <summary>The names of a taxonomy's terms by their ids; null where there is no such taxonomy.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>?> TaxonomyAsync(string taxonomyId, CancellationToken cancellationToken)
    {
        if (!_taxonomies.TryGetValue(taxonomyId, out var names))
        {
            var taxonomy = await store.FindAsync(taxonomyId, VersionOptions.Latest, cancellationToken);
            names = taxonomy is null ? null : TaxonomyPart.Terms(taxonomy)
                .DistinctBy(entry => entry.Term.ContentItemId)
                .ToDictionary(entry => entry.Term.ContentItemId, entry => entry.Term.DisplayText);
            _taxonomies[taxonomyId] = names;
        }
        return names;
    }

    /// <summary>The content types of items by id; what is not there is left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> TypesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        contentItemIds.Count == 0 ? new Dictionary<string, string>() : await store.FindTypesAsync(contentItemIds, cancellationToken);

    /// <summary>Which of these paths belong to an item other than the given one.</summary>
    public async ValueTask<IReadOnlySet<string>> TakenPathsAsync(IReadOnlyCollection<string> paths, string contentItemId, CancellationToken cancellationToken)
    {
        var unknown = paths.Where(path => !_pathOwners.ContainsKey(path)).ToList();
        if (unknown.Count > 0)
            await PrefetchPathsAsync(unknown, cancellationToken);
        return paths.Where(path => _pathOwners[path] is { } owner && owner != contentItemId).ToHashSet();
    }

    /// <summary>Asks about many paths at once, so that <see cref="TakenPathsAsync"/> need not ask about each.</summary>
    public async ValueTask PrefetchPathsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var owners = await store.FindPathsAsync(paths, cancellationToken);
        foreach (var path in paths)
            _pathOwners[path] = owners.GetValueOrDefault(path);
    }

    /// <summary>Remembers that an item of the same import has taken a path.</summary>
    public void ClaimPath(string path, string contentItemId) => _pathOwners[path] = contentItemId;

    /// <summary>The roles that people are put into.</summary>
    public async ValueTask<IReadOnlyList<string>> RolesAsync(CancellationToken cancellationToken) => _roles ??= await roles.NamesAsync(cancellationToken);

    /// <summary>The id of the item that has an alias; null where none has.</summary>
    public Task<string?> AliasOwnerAsync(string alias, CancellationToken cancellationToken) => store.FindByAliasAsync(alias, cancellationToken);
}
