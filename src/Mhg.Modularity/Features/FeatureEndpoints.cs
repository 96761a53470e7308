using Mhg.Modularity.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Mhg.Modularity.Features;

/// <summary>Says on an endpoint which module it belongs to.</summary>
/// <param name="Module">The module.</param>
public sealed record FeatureMetadata(Module Module);

/// <summary>An endpoint of a feature that is off does not match: the address is unknown, or another endpoint's.</summary>
public sealed class FeatureMatcherPolicy(FeatureState state) : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<FeatureMetadata>() is not null);

    /// <inheritdoc/>
    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Endpoint.Metadata.GetMetadata<FeatureMetadata>() is { } feature && !state.IsOn(feature.Module))
                candidates.SetValidity(i, false);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Marks the Razor pages of a module's assembly as its own.</summary>
public sealed class FeaturePageConvention(ModuleCatalog catalog) : IPageApplicationModelConvention
{
    /// <inheritdoc/>
    public void Apply(PageApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (catalog.Of(model.HandlerType.Assembly) is { } module)
            model.EndpointMetadata.Add(new FeatureMetadata(module));
    }
}
