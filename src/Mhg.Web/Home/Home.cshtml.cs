using Mhg.Modularity.ContentPages;
using Mhg.Modularity.Features;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mhg.Web.Home;

/// <summary>The network at a glance: a section from each module that has something to show to this reader.</summary>
public sealed partial class HomeModel(
    IEnumerable<HomeSection> sections, ModuleCatalog modules, FeatureState features, PageShellSource shell, ILogger<HomeModel> logger) : PageModel
{
    public IReadOnlyList<(string View, object Model)> Sections { get; private set; } = [];

    public Task<PageShell> ShellAsync() => shell.GetAsync();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var shown = new List<(string, object)>();
        foreach (var section in sections.Where(IsOn).OrderBy(section => section.Position))
        {
            try
            {
                if (await section.ModelAsync(cancellationToken) is { } model)
                    shown.Add((section.View, model));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One module's fault leaves the others' sections on the page.
                LogFault(logger, section.GetType().Name, fault);
            }
        }
        Sections = shown;
    }

    private bool IsOn(HomeSection section) => modules.Of(section.GetType().Assembly) is not { } module || features.IsOn(module);

    [LoggerMessage(LogLevel.Error, "The section {Section} of the home page failed.")]
    private static partial void LogFault(ILogger logger, string section, Exception fault);
}
