using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Mhg.Modularity.Modules;
using Mhg.Recipes;

namespace Mhg.Modularity.Features;

/// <summary>
/// <c>feature</c>: switches features on and off. Orchard Core's own ids are known as far as this host does what they stand for;
/// those are always on.
/// </summary>
public sealed class FeatureStep(FeatureSwitch features, ModuleCatalog catalog) : IRecipeStep
{
    private static readonly FrozenSet<string> AlwaysOn = FrozenSet.Create(
        StringComparer.Ordinal,
        "MhgTheme", "OrchardCore.Admin", "OrchardCore.Alias", "OrchardCore.ArchiveLater", "OrchardCore.Autoroute", "OrchardCore.ContentFields",
        "OrchardCore.ContentLocalization", "OrchardCore.ContentTypes", "OrchardCore.Contents", "OrchardCore.Features", "OrchardCore.Flows",
        "OrchardCore.HomeRoute", "OrchardCore.Html", "OrchardCore.Indexing", "OrchardCore.Liquid", "OrchardCore.Lists", "OrchardCore.Localization",
        "OrchardCore.Media", "OrchardCore.Navigation", "OrchardCore.Notifications", "OrchardCore.PublishLater", "OrchardCore.Queries",
        "OrchardCore.Recipes", "OrchardCore.Roles", "OrchardCore.Scripting", "OrchardCore.Search", "OrchardCore.Search.Lucene",
        "OrchardCore.Settings", "OrchardCore.Taxonomies", "OrchardCore.Themes", "OrchardCore.Title", "OrchardCore.Users", "OrchardCore.Workflows",
        "TheAdmin");

    /// <inheritdoc/>
    public string Name => "feature";

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await SwitchAsync(context, "enable", true, cancellationToken);
        await SwitchAsync(context, "disable", false, cancellationToken);
    }

    private async Task SwitchAsync(RecipeStepContext context, string member, bool on, CancellationToken cancellationToken)
    {
        foreach (var entry in (context.Body[member] as JsonArray ?? []).OfType<JsonValue>())
        {
            var id = entry.ToString();
            var isModule = catalog.Modules.Any(module => module.Manifest.Id == id);
            if (isModule ? !await features.SetAsync(id, on, cancellationToken) : AlwaysOn.Contains(id) && !on)
                context.Problem($"The feature “{id}” can't be switched off here.", entry);
            else if (!isModule && !AlwaysOn.Contains(id))
                context.Problem($"There is no feature “{id}” here.", entry);
        }
    }
}
