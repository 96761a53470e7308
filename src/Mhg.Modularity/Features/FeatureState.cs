using System.Collections.Frozen;
using Mhg.ContentManagement.Access;
using Mhg.Modularity.Modules;

namespace Mhg.Modularity.Features;

/// <summary>Which features are on, as this process sees it: read at every request, so it is kept in memory.</summary>
public sealed class FeatureState(ModuleCatalog catalog) : IContentTypeGate
{
    private readonly FrozenDictionary<string, string> _featureOfType = catalog.Modules
        .SelectMany(module => module.Manifest.ContentTypes.Select(type => (type, module.Manifest.Id)))
        .DistinctBy(pair => pair.type)
        .ToFrozenDictionary(pair => pair.type, pair => pair.Id);

    private volatile FrozenSet<string> _off = FrozenSet<string>.Empty;

    /// <summary>Whether a feature is on.</summary>
    public bool IsOn(Module module) => module.Manifest.IsAlwaysOn || !_off.Contains(module.Manifest.Id);

    /// <summary>Whether the feature of that id is on; true for ids that are no module's.</summary>
    public bool IsFeatureOn(string id) => catalog.Modules.FirstOrDefault(module => module.Manifest.Id == id) is not { } module || IsOn(module);

    /// <summary>The modules whose features are on.</summary>
    public IEnumerable<Module> On => catalog.Modules.Where(IsOn);

    /// <inheritdoc/>
    bool IContentTypeGate.IsOn(string contentType) => !_featureOfType.TryGetValue(contentType, out var feature) || IsFeatureOn(feature);

    /// <summary>Takes over which features are off.</summary>
    public void Load(IReadOnlyCollection<string> off)
    {
        if (!_off.SetEquals(off))
            _off = off.ToFrozenSet(StringComparer.Ordinal);
    }
}
