using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.FocusAreas;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<NavigationEntry> Navigation =>
        [new(SiteMenu.Main, "Focus areas", "/focus-areas", 10) { ContentType = FocusArea.ContentType }];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services
        .AddContentPage<FocusAreaPage>()
        .AddContentSummary<FocusAreaSummarizer>()
        .AddHomeSection<FocusAreasAtHome>();
}
