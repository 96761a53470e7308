using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Campaigns;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<NavigationEntry> Navigation =>
        [new(SiteMenu.Main, "Campaigns", "/campaigns", 30) { ContentType = Campaign.ContentType }];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services
        .AddContentPage<CampaignPage>()
        .AddContentSummary<CampaignSummarizer>()
        .AddHomeSection<CampaignsAtHome>();
}
