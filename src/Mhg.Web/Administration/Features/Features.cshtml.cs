using Mhg.ContentManagement.Definitions;
using Mhg.ContentManagement.Storage;
using Mhg.Modularity.Features;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Permissions;
using Mhg.Modularity.Shell;
using Mhg.Web.Administration.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Administration.Features;

/// <summary>Which modules there are, and switching them on and off.</summary>
[RequirePermission(nameof(SitePermissions.ManageFeatures))]
public sealed class FeaturesModel(
    ModuleCatalog catalog, FeatureState state, FeatureSwitch features, ContentDefinitions definitions, IContentStore store, IUnitOfWork unitOfWork,
    AuditNotes audit) : PageModel
{
    /// <summary>A module with what it owns.</summary>
    /// <param name="Manifest">Who it is.</param>
    /// <param name="File">The file in the modules folder that it came from; null for one of the host.</param>
    /// <param name="IsOn">Whether its feature is on.</param>
    /// <param name="Types">Its content types by their names for people, with the number of their items.</param>
    public sealed record Feature(ModuleAttribute Manifest, string? File, bool IsOn, IReadOnlyList<(string Name, int Items)> Types);

    public IReadOnlyList<IGrouping<string, Feature>> Groups { get; private set; } = [];

    public IReadOnlyList<BrokenModule> Broken => catalog.Broken;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var model = await definitions.ModelAsync(cancellationToken);
        var found = new List<Feature>();
        foreach (var module in catalog.Modules)
        {
            var types = new List<(string, int)>();
            foreach (var type in module.Manifest.ContentTypes)
                types.Add((model.DisplayName(type), await store.CountAsync(new ContentQuery { Version = VersionOptions.Latest, ContentTypes = [type] }, cancellationToken)));
            found.Add(new Feature(module.Manifest, Path.GetFileName(module.File), state.IsOn(module), types));
        }
        Groups = [.. found.OrderBy(feature => feature.Manifest.Name, StringComparer.OrdinalIgnoreCase).GroupBy(feature => feature.Manifest.Category).OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)];
    }

    public async Task<IActionResult> OnPostAsync(string id, bool on, CancellationToken cancellationToken)
    {
        var name = catalog.Modules.FirstOrDefault(module => module.Manifest.Id == id)?.Manifest.Name ?? id;
        var done = await unitOfWork.RunAsync(async token =>
        {
            if (!await features.SetAsync(id, on, token))
                return false;
            await audit.AddAsync(on ? "FeatureSwitchedOn" : "FeatureSwitchedOff", new() { ["Feature"] = id }, token);
            return true;
        }, cancellationToken);
        TempData.AddNotice(done ? NoticeKind.Success : NoticeKind.Error, (done, on) switch
        {
            (true, true) => $"{name} is on: its pages, menu entries and content are back.",
            (true, false) => $"{name} is off: its pages and menu entries are gone, its content is kept and not shown.",
            _ => $"{name} can't be switched: it is not here any more, or the site needs it.",
        });
        return RedirectToPage();
    }
}
