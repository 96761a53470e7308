using Mhg.ContentManagement;
using Mhg.Modularity;
using Mhg.Modularity.Modules;
using Mhg.Modularity.Navigation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Mhg.Workshops;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<NavigationEntry> Navigation =>
        [new(SiteMenu.Main, "Workshops", "/workshops", 20) { ContentType = Workshop.ContentType }];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services
        .AddContentElement<WorkshopDates>()
        .AddScoped<WorkshopCalendar>()
        .AddContentPage<WorkshopPage>()
        .AddContentPage<DiscussionPage>()
        .AddContentSummary<WorkshopSummarizer>()
        .AddContentSummary<DiscussionSummarizer>()
        .AddHomeSection<WorkshopsAtHome>();
}
